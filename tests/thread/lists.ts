import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { addFault } from '../clio-world.ts';
import type { Visit } from './visit.ts';

/** What a synced firm looks at: its numbers, its matters, its documents. */
export function lists(visit: Visit): void {
  const { page, stack } = visit;

  test('the three numbers show with their formula and how fresh they are', async () => {
    await page.goto(`${stack.urls.web}${visit.firmPath}`);
    for (const name of ['Hours worked', 'Billed', 'Collected']) {
      const tile = page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });
      await tile.getByText(/^As of/).waitFor();
      await tile.getByText('How it is counted').first().waitFor();
      expect(await tile.locator('p').first().textContent()).toMatch(/\d/);
    }
    await page.getByText('How it is counted').first().click();
    await page.getByText('Formula').first().waitFor();
    await visit.shoot('12-numbers');
  });

  test('matters can be searched, paged and opened, and the address holds the view', async () => {
    await page.goto(`${stack.urls.web}${visit.firmPath}/matters`);
    const rows = page.getByRole('row');
    await rows.nth(5).waitFor();
    await visit.shoot('13-matters');
    await page
      .getByRole('button', { name: /next/i })
      .or(page.getByRole('link', { name: /next/i }))
      .first()
      .click();
    await page.waitForURL(/after=/);
    await rows.nth(2).waitFor();
    await page.goBack();
    await rows.nth(5).waitFor();
    const first = (await rows.nth(1).getByRole('link').textContent()) ?? '';
    await page.getByLabel('Search matters').fill(first);
    await page.waitForURL(/=\d|q=|query=|search=/);
    await page.getByRole('link', { name: first }).first().waitFor();
    await page.getByLabel('Search matters').fill('nothing is called like this');
    await page
      .getByText(/no matter/i)
      .first()
      .waitFor();
    await visit.shoot('14-matters-none-found');
    await page.getByLabel('Search matters').fill(first);
    await page.getByRole('link', { name: first }).first().click();
    await page.getByRole('heading', { level: 1, name: first }).waitFor();
    await page.getByRole('region', { name: 'Activities' }).waitFor();
    await visit.shoot('15-matter');
  });

  test('an unknown matter says so', async () => {
    await page.goto(`${stack.urls.web}${visit.firmPath}/matters/mat_${'0'.repeat(26)}`);
    await page
      .getByText(/not found|does not exist|no such/i)
      .first()
      .waitFor();
    await visit.shoot('16-unknown-matter');
  });

  test('a document is found, fetched from Clio and saved by the browser', async () => {
    await page.goto(`${stack.urls.web}${visit.firmPath}/documents`);
    await page.getByRole('row').nth(5).waitFor();
    await page.getByLabel('Kind of file').selectOption('PDF');
    await page.waitForURL(/kind=pdf/);
    await page.getByRole('row').nth(1).waitFor();
    await visit.shoot('16-documents');
    await addFault(stack, { kind: 'delay', delayMs: 1_500, count: 1, resource: 'storage' });
    const save = page.getByRole('button', { name: /^Download / }).first();
    const saving = page.waitForEvent('download');
    await save.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Being fetched from Clio…').waitFor();
    await visit.shoot('16-document-preparing');
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/\.pdf$/);
    expect(
      readFileSync(await saved.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await page.getByText('The download has started.').waitFor();

    await addFault(stack, { kind: '500', count: 3, resource: 'storage' });
    await page
      .getByRole('button', { name: /^Download / })
      .nth(2)
      .click();
    await page.getByText('Clio did not hand the document over. Try again in a few minutes.').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await visit.shoot('16-document-failed-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    const [again] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Try again / }).click(),
    ]);
    expect(again.suggestedFilename()).toMatch(/\.pdf$/);
    // A link that has expired, or a store that is away: the page stays and says so.
    await page.route(/X-Amz-Signature=/, (route) =>
      route.fulfill({ status: 403, contentType: 'text/xml', body: '<Error/>' }),
    );
    await page
      .getByRole('button', { name: /^Download / })
      .nth(3)
      .click();
    await page.getByText('The file could not be downloaded.').waitFor();
    await page.unroute(/X-Amz-Signature=/);
    await page.getByLabel('Search documents').fill('nothing is called like this');
    await page.getByText('No document fits').waitFor();
    await visit.shoot('16-documents-none-found');
  });
}
