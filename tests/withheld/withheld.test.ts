import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expectAccessible } from '../accessibility.ts';
import { launchBrowser } from '../browser.ts';
import { clioFirm, letHappen, truthOf } from '../clio-world.ts';
import { type Firm, password, signUpOwner } from '../owner.ts';
import { runningStack } from '../running-stack.ts';

const stack = runningStack();
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({ locale: 'en-US' });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
});

afterAll(async () => {
  await browser.close();
});

/** How many notes of a firm the copy shows, by what they are about. */
async function notesOf({ id }: Firm): Promise<Record<string, number>> {
  const client = new pg.Client(stack.superuser.data);
  await client.connect();
  try {
    const { rows } = await client.query<{ regarding: string; n: number }>(
      'select regarding, count(*)::int as n from note where firm_id = $1 and deleted_at is null group by regarding',
      [id],
    );
    return Object.fromEntries(rows.map(({ regarding, n }) => [regarding, n]));
  } finally {
    await client.end();
  }
}

const focusedButton = (name: string) => page.locator(`button[aria-label="${name}"]:focus`);

test('records that go missing in Clio all at once stay until a person keeps or removes them', async () => {
  const clio = await clioFirm(stack, 'withheld');
  const owner = await signUpOwner(stack.urls);
  const firm = await owner.createFirm();
  await firm.connectClio({ login: clio.login });
  await firm.jobUntilDone();
  const before = await notesOf(firm);
  expect(before).toEqual({ Matter: expect.any(Number), Contact: expect.any(Number) });

  // Clio tells no webhook of notes, so only a comparison sees that they are gone.
  await letHappen(stack, clio.accountId, 'note_deleted', 200);
  expect(await truthOf(stack, clio.accountId, 'notes', 'id')).toEqual([]);
  const comparison = await firm.startSync('kind: RECONCILING, entities: [MATTER_NOTES, CONTACT_NOTES]');
  await firm.jobUntil(({ id, status }) => id === comparison.id && status === 'COMPLETED');
  expect(await notesOf(firm)).toEqual(before);

  await page.goto(`${stack.urls.web}/sign-in?next=${encodeURIComponent(`/firms/${firm.id}/clio`)}`);
  await page.getByLabel(/email/i).fill(owner.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Missing in Clio' }).waitFor();
  await expectAccessible(page, 'the page of what is missing');
  await page.getByRole('button', { name: 'Decide about missing Notes on matters' }).focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: `${before['Matter']} of ${before['Matter']} notes on matters` });
  await question
    .getByText(/Clio id \d+/)
    .first()
    .waitFor();
  await expectAccessible(page, 'the question about what is missing');
  await page.keyboard.press('Escape');
  await focusedButton('Decide about missing Notes on matters').waitFor();

  await page.keyboard.press('Enter');
  await context.setOffline(true);
  await question.getByRole('button', { name: 'Keep' }).click();
  await question.getByRole('alert').getByText('could not be reached').waitFor();
  await context.setOffline(false);
  await question.getByRole('button', { name: 'Keep' }).click();
  await page.getByText('Kept here, as was decided').waitFor();
  await page.getByRole('button', { name: 'Decide anew about missing Notes on matters' }).waitFor();

  // By its label: while a question is open, the page behind it has no roles.
  const other = page.locator('button[aria-label="Decide about missing Notes on contacts"]');
  await other.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await other.waitFor({ state: 'detached' });
  expect(await notesOf(firm)).toEqual({ Matter: before['Matter'] });
});
