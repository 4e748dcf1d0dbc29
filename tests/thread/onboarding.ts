import { expect, test } from '@jest/globals';
import { addFault, clearFaults, clioFirm } from '../clio-world.ts';
import { inboxOf } from '../mail.ts';
import { password } from '../owner.ts';
import { killService, untilReady } from '../running-stack.ts';
import type { Visit } from './visit.ts';

/** From the first page to a synced firm, and the email that says so. */
export function onboarding(visit: Visit): void {
  const { page, stack } = visit;

  test('a person signs up and creates a firm', async () => {
    await page.goto(stack.urls.web);
    await visit.shoot('01-landing');
    await page
      .getByRole('link', { name: /sign up|create account|get started|start/i })
      .first()
      .click();
    await page.getByLabel('Your name').fill('Grace Okonkwo');
    await page.getByLabel('Work email').fill(visit.email);
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page
      .getByText(/at least 15/i)
      .nth(1)
      .or(page.locator('[aria-invalid=true]'))
      .first()
      .waitFor();
    await visit.shoot('02-sign-up-refused');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL(/\/firms\/new/);
    await page.getByLabel('Firm name').fill('Okonkwo Chambers');
    await page.getByLabel('Time zone').selectOption('America/Vancouver');
    await visit.shoot('03-create-firm');
    await page.getByRole('button', { name: /create firm/i }).click();
    await page.waitForURL(/\/firms\/frm_\w+/);
    visit.firmPath = new URL(page.url()).pathname.match(/^\/firms\/frm_\w+/)?.[0] ?? '';
    await page.getByRole('link', { name: 'Matters' }).first().waitFor();
    await visit.shoot('04-first-look');
  });

  test('declining in Clio leads back with guidance, approving starts a sync that shows live', async () => {
    const clio = await clioFirm(stack, 'thread');
    await page.goto(`${stack.urls.web}${visit.firmPath}/clio`);
    await page.getByRole('radio', { name: /United States/ }).check();
    await visit.shoot('05-connect');
    await page.getByRole('button', { name: /Continue to Clio/ }).click();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Clio was not connected').waitFor();
    await visit.shoot('06-declined');

    await addFault(stack, { kind: 'delay', delayMs: 1_500, count: 60 });
    await page.getByRole('radio', { name: /United States/ }).check();
    await page.getByRole('button', { name: /Continue to Clio/ }).click();
    await page.getByLabel('Signed in as').selectOption(clio.login);
    await visit.shoot('07-clio-authorise');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Clio is connected').first().waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    const bar = page.getByRole('progressbar', { name: 'Whole sync' });
    await bar.waitFor();
    await visit.shoot('08-syncing');
  });

  test('a lost WebSocket is shown and recovered while the sync goes on', async () => {
    await killService(stack, 'gateway');
    await page.getByText(/Live updates interrupted|do not get through|No connection to Smarter Firms/).waitFor();
    await visit.shoot('09-interrupted');
    await untilReady(stack, 'gateway');
    await page
      .getByText('Live', { exact: true })
      .or(page.getByText(/Last sync: full/i))
      .first()
      .waitFor({ timeout: 60_000 });
    await clearFaults(stack);
    await page.getByText(/Last sync: full/i).waitFor({ timeout: 120_000 });
    await page.getByText('Completed').first().waitFor();
    // The bars and the history settle a moment after the state.
    await page
      .getByText(/[1-9][\d,]* read/)
      .first()
      .waitFor();
    await visit.shoot('10-synced');
  });

  test('the email links to the firm that was synced', async () => {
    const mail = await inboxOf(stack, visit.email);
    expect(mail.subject).toContain('Okonkwo Chambers');
    expect(mail.links.some((link) => link.startsWith(`${stack.urls.web}${visit.firmPath}`))).toBe(true);
    await page.goto(`${stack.urls.web}${visit.firmPath}`);
    await page.getByRole('button', { name: /Notifications, 1 unread/ }).click();
    await page
      .getByText(/Okonkwo Chambers/)
      .last()
      .waitFor();
    await visit.shoot('11-notification');
  });
}
