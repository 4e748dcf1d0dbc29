import { expect, test } from '@jest/globals';
import type { Visit } from './visit.ts';

/** The keys that a firm gives to other programs. */
export function apiKeys(visit: Visit): void {
  const { page, stack } = visit;

  test('an API key is made, shown once, listed, and revoked', async () => {
    await page.goto(`${stack.urls.web}${visit.firmPath}`);
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByText('No keys yet').waitFor();
    await visit.shoot('17-api-keys-empty');
    await page.getByRole('button', { name: 'Create a key' }).click();
    await page.getByLabel('What is it for?').fill('Monthly report');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Choose at least one permission.').waitFor();
    await page.getByLabel('Matters and who works on them').check();
    await visit.shoot('17-api-key-form');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const secret = await page.getByTestId('api-key').textContent();
    expect(secret ?? '').toMatch(/^sfk_[\w-]{43}$/);
    await visit.shoot('17-api-key-shown');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('Monthly report').waitFor();
    expect(await page.content()).not.toContain(String(secret));
    await page.getByRole('button', { name: 'Revoke Monthly report' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoked', { exact: true }).waitFor();
    await visit.shoot('17-api-keys');
  });
}
