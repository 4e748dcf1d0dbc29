import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { addFault, clearFaults, clioFirm, clioFirms, editRecord, truthOf } from '../clio-world.ts';
import { inboxOf } from '../mail.ts';
import { password, signInAgain } from '../owner.ts';
import { dataDirectory, killService, runningStack, untilReady } from '../running-stack.ts';

/** Where a person can look at what the test saw. */
const pictures = join(import.meta.dirname, '../screenshots');
const stack = runningStack();
/** What the pages send, by the name of the operation. */
const operationIds = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../web/graph/operation-ids.json'), 'utf8'),
) as object;
const email = `thread-${Date.now()}@example.test`;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let firmPath: string;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
});

afterAll(async () => {
  await clearFaults(stack);
  await browser.close();
});

const shoot = (name: string, of = page) => of.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

test('a person signs up and creates a firm', async () => {
  await page.goto(stack.urls.web);
  await shoot('01-landing');
  await page
    .getByRole('link', { name: /sign up|create account|get started|start/i })
    .first()
    .click();
  await page.getByLabel('Your name').fill('Grace Okonkwo');
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page
    .getByText(/at least 15/i)
    .nth(1)
    .or(page.locator('[aria-invalid=true]'))
    .first()
    .waitFor();
  await shoot('02-sign-up-refused');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(/\/firms\/new/);
  await page.getByLabel('Firm name').fill('Okonkwo Chambers');
  await page.getByLabel('Time zone').selectOption('America/Vancouver');
  await shoot('03-create-firm');
  await page.getByRole('button', { name: /create firm/i }).click();
  await page.waitForURL(/\/firms\/frm_\w+/);
  firmPath = new URL(page.url()).pathname.match(/^\/firms\/frm_\w+/)?.[0] ?? '';
  await page.getByRole('link', { name: 'Matters' }).first().waitFor();
  await shoot('04-first-look');
});

test('declining in Clio leads back with guidance, approving starts a sync that shows live', async () => {
  const clio = await clioFirm(stack, 'thread');
  await page.goto(`${stack.urls.web}${firmPath}/clio`);
  await page.getByRole('radio', { name: /United States/ }).check();
  await shoot('05-connect');
  await page.getByRole('button', { name: /Continue to Clio/ }).click();
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('Clio was not connected').waitFor();
  await shoot('06-declined');

  await addFault(stack, { kind: 'delay', delayMs: 1_500, count: 60 });
  await page.getByRole('radio', { name: /United States/ }).check();
  await page.getByRole('button', { name: /Continue to Clio/ }).click();
  await page.getByLabel('Signed in as').selectOption(clio.login);
  await shoot('07-clio-authorise');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Clio is connected').first().waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  const bar = page.getByRole('progressbar', { name: 'Whole sync' });
  await bar.waitFor();
  await shoot('08-syncing');
});

test('a lost WebSocket is shown and recovered while the sync goes on', async () => {
  await killService(stack, 'gateway');
  await page.getByText(/Live updates interrupted|do not get through|No connection to Smarter Firms/).waitFor();
  await shoot('09-interrupted');
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
  await shoot('10-synced');
});

test('the email links to the firm that was synced', async () => {
  const mail = await inboxOf(stack, email);
  expect(mail.subject).toContain('Okonkwo Chambers');
  expect(mail.links.some((link) => link.startsWith(`${stack.urls.web}${firmPath}`))).toBe(true);
  await page.goto(`${stack.urls.web}${firmPath}`);
  await page.getByRole('button', { name: /Notifications, 1 unread/ }).click();
  await page
    .getByText(/Okonkwo Chambers/)
    .last()
    .waitFor();
  await shoot('11-notification');
});

test('the three numbers show with their formula and how fresh they are', async () => {
  await page.goto(`${stack.urls.web}${firmPath}`);
  for (const name of ['Hours worked', 'Billed', 'Collected']) {
    const tile = page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });
    await tile.getByText(/^As of/).waitFor();
    await tile.getByText('How it is counted').first().waitFor();
    expect(await tile.locator('p').first().textContent()).toMatch(/\d/);
  }
  await page.getByText('How it is counted').first().click();
  await page.getByText('Formula').first().waitFor();
  await shoot('12-numbers');
});

test('matters can be searched, paged and opened, and the address holds the view', async () => {
  await page.goto(`${stack.urls.web}${firmPath}/matters`);
  const rows = page.getByRole('row');
  await rows.nth(5).waitFor();
  await shoot('13-matters');
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
  await shoot('14-matters-none-found');
  await page.getByLabel('Search matters').fill(first);
  await page.getByRole('link', { name: first }).first().click();
  await page.getByRole('heading', { level: 1, name: first }).waitFor();
  await page.getByRole('region', { name: 'Activities' }).waitFor();
  await shoot('15-matter');
});

test('an unknown matter says so', async () => {
  await page.goto(`${stack.urls.web}${firmPath}/matters/mat_${'0'.repeat(26)}`);
  await page
    .getByText(/not found|does not exist|no such/i)
    .first()
    .waitFor();
  await shoot('16-unknown-matter');
});

test('a document is found, fetched from Clio and saved by the browser', async () => {
  await page.goto(`${stack.urls.web}${firmPath}/documents`);
  await page.getByRole('row').nth(5).waitFor();
  await page.getByLabel('Kind of file').selectOption('PDF');
  await page.waitForURL(/kind=pdf/);
  await page.getByRole('row').nth(1).waitFor();
  await shoot('16-documents');
  await addFault(stack, { kind: 'delay', delayMs: 1_500, count: 1, resource: 'storage' });
  const save = page.getByRole('button', { name: /^Download / }).first();
  const saving = page.waitForEvent('download');
  await save.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Being fetched from Clio…').waitFor();
  await shoot('16-document-preparing');
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
  await shoot('16-document-failed-dark');
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
  await shoot('16-documents-none-found');
});

test('where sockets are blocked, asking every few seconds takes over and says so', async () => {
  const behindProxy = await context.newPage();
  await behindProxy.routeWebSocket(/\/graphql/, (socket) => socket.close({ code: 1008 }));
  await behindProxy.goto(`${stack.urls.web}${firmPath}/clio`);
  await addFault(stack, { kind: 'delay', delayMs: 4_000, count: 20 });
  await behindProxy.getByRole('button', { name: 'Sync now' }).click();
  await behindProxy.getByText('Refreshing every 3 seconds instead').waitFor({ timeout: 60_000 });
  await shoot('17-polling', behindProxy);
  await clearFaults(stack);
  await behindProxy.getByText(/Last sync: full/i).waitFor({ timeout: 120_000 });
  await behindProxy.close();
});

test('an account of another Clio region leads back with guidance', async () => {
  await page.goto(`${stack.urls.web}/firms/new`);
  await page.getByLabel('Firm name').fill('Okonkwo Chambers, second office');
  await page.getByRole('button', { name: /create firm/i }).click();
  await page.waitForURL((url) => /\/firms\/frm_\w+/.test(url.pathname) && !url.pathname.startsWith(firmPath));
  const second = new URL(page.url()).pathname.match(/^\/firms\/frm_\w+/)?.[0] ?? '';
  await page.goto(`${stack.urls.web}${second}/clio`);
  await page.getByRole('radio', { name: /United States/ }).check();
  await page.getByRole('button', { name: /Continue to Clio/ }).click();
  const [canadian] = await clioFirms(stack, 'CA');
  await page.getByLabel('Signed in as').selectOption(canadian.login);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('This account lives in another Clio region').waitFor();
  await shoot('17-wrong-region');
});

test('a record that could not be read is shown with its cause, and goes once it could be fetched', async () => {
  const { accountId } = await clioFirm(stack, 'thread');
  const [matter] = await truthOf(stack, accountId, 'matters', 'id');
  const edit = (description: string) =>
    editRecord(stack, { accountId, resource: 'matters', id: String(matter?.['id']), patch: { description } });
  await edit('a text with a \0 in it');
  await page.goto(`${stack.urls.web}${firmPath}/clio`);
  await page.getByRole('button', { name: 'Read all Matters anew' }).click();
  await page.getByRole('heading', { name: 'What could not be read' }).waitFor();
  const again = page.getByRole('button', { name: `Try again: Matters ${matter?.['id']}` });
  await again.waitFor();
  await shoot('14-unreadable');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot('14-unreadable-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await edit('a text');
  await again.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What could not be read' }).waitFor({ state: 'detached' });
});

test('an API key is made, shown once, listed, and revoked', async () => {
  await page.goto(`${stack.urls.web}${firmPath}`);
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByText('No keys yet').waitFor();
  await shoot('17-api-keys-empty');
  await page.getByRole('button', { name: 'Create a key' }).click();
  await page.getByLabel('What is it for?').fill('Monthly report');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('Choose at least one permission.').waitFor();
  await page.getByLabel('Matters and who works on them').check();
  await shoot('17-api-key-form');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const secret = await page.getByTestId('api-key').textContent();
  expect(secret ?? '').toMatch(/^sfk_[\w-]{43}$/);
  await shoot('17-api-key-shown');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('Monthly report').waitFor();
  expect(await page.content()).not.toContain(String(secret));
  await page.getByRole('button', { name: 'Revoke Monthly report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked', { exact: true }).waitFor();
  await shoot('17-api-keys');
});

test('an ended session keeps the page and goes on after the password', async () => {
  await page.goto(`${stack.urls.web}${firmPath}/matters`);
  await page.getByRole('row').nth(5).waitFor();
  await page.getByLabel('Search matters').fill('a');
  const person = await signInAgain(stack.urls, email);
  await person.endOtherSessions();
  // Every sort asks the graph; the gateway honours a revocation within ten seconds.
  const sort = page.getByRole('button', { name: 'Opened' });
  const ended = page.getByText('Your session has ended');
  for (let press = 0; press < 15 && !(await ended.isVisible()); press++) {
    await sort.click();
    await page.waitForTimeout(1_000);
  }
  await page.getByText('Your session has ended').waitFor({ timeout: 60_000 });
  await shoot('17-session-ended');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Your session has ended').waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Search matters').inputValue()).toBe('a');
});

test('two tabs agree: signing out in one is seen in the other', async () => {
  const other = await context.newPage();
  await other.goto(`${stack.urls.web}${firmPath}`);
  await other.getByRole('link', { name: 'Matters' }).first().waitFor();
  await page.goto(`${stack.urls.web}/account`);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await other
    .getByText(/signed out|sign in/i)
    .first()
    .waitFor();
  await shoot('18-other-tab', other);
  await other.close();
});

test('every page is legible in dark and on a phone', async () => {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    locale: 'en-US',
  });
  const small = await phone.newPage();
  await small.goto(`${stack.urls.web}/sign-in?next=${encodeURIComponent(firmPath)}`);
  await small.getByLabel(/email/i).fill(email);
  await small.getByLabel('Password').fill(password);
  await small.getByRole('button', { name: 'Sign in' }).click();
  await small.waitForURL(/\/firms\/frm_/);
  for (const [name, path] of [
    ['overview', ''],
    ['clio', '/clio'],
    ['matters', '/matters'],
    ['documents', '/documents'],
    ['notifications', '/notifications'],
    ['api-keys', '/api-keys'],
  ] as const) {
    await small.goto(`${stack.urls.web}${firmPath}${path}`);
    await small.getByRole('heading', { level: 1 }).first().waitFor();
    await small.waitForLoadState('networkidle');
    const overflow = await small.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, overflow]).toEqual([name, 0]);
    await shoot(`20-phone-dark-${name}`, small);
  }
  await phone.close();
});

test('whatever the pages sent was a registered operation, over HTTP and over the socket', () => {
  const lines = readFileSync(join(dataDirectory, 'log/gateway.log'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .flatMap((text) => {
      const from = text.indexOf('{');
      return from === -1 ? [] : [JSON.parse(text.slice(from)) as GatewayLine];
    })
    .filter(({ operationName }) => operationName !== undefined && Object.hasOwn(operationIds, operationName));
  const names = new Set(lines.map(({ operationName }) => operationName));
  expect([...names]).toEqual(expect.arrayContaining(['SignUp', 'CreateAccessToken', 'Viewer']));
  expect(lines.some(({ transport }) => transport === 'websocket')).toBe(true);
  expect(lines.filter(({ persisted }) => persisted !== true)).toEqual([]);
});

interface GatewayLine {
  operationName?: string;
  transport?: string;
  persisted?: boolean;
}
