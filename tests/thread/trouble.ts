import { test } from '@jest/globals';
import { addFault, clearFaults, clioFirm, clioFirms, editRecord, truthOf } from '../clio-world.ts';
import type { Visit } from './visit.ts';

/** What goes wrong between a firm and Clio, and how a person gets out of it. */
export function trouble(visit: Visit): void {
  const { context, page, stack } = visit;

  test('where sockets are blocked, asking every few seconds takes over and says so', async () => {
    const behindProxy = await context.newPage();
    await behindProxy.routeWebSocket(/\/graphql/, (socket) => socket.close({ code: 1008 }));
    await behindProxy.goto(`${stack.urls.web}${visit.firmPath}/clio`);
    await addFault(stack, { kind: 'delay', delayMs: 4_000, count: 20 });
    await behindProxy.getByRole('button', { name: 'Sync now' }).click();
    await behindProxy.getByText('Refreshing every 3 seconds instead').waitFor({ timeout: 60_000 });
    await visit.shoot('17-polling', behindProxy);
    await clearFaults(stack);
    await behindProxy.getByText(/Last sync: full/i).waitFor({ timeout: 120_000 });
    await behindProxy.close();
  });

  test('an account of another Clio region leads back with guidance', async () => {
    await page.goto(`${stack.urls.web}/firms/new`);
    await page.getByLabel('Firm name').fill('Okonkwo Chambers, second office');
    await page.getByRole('button', { name: /create firm/i }).click();
    await page.waitForURL((url) => /\/firms\/frm_\w+/.test(url.pathname) && !url.pathname.startsWith(visit.firmPath));
    const second = new URL(page.url()).pathname.match(/^\/firms\/frm_\w+/)?.[0] ?? '';
    await page.goto(`${stack.urls.web}${second}/clio`);
    await page.getByRole('radio', { name: /United States/ }).check();
    await page.getByRole('button', { name: /Continue to Clio/ }).click();
    const [canadian] = await clioFirms(stack, 'CA');
    await page.getByLabel('Signed in as').selectOption(canadian.login);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('This account lives in another Clio region').waitFor();
    await visit.shoot('17-wrong-region');
  });

  test('a record that could not be read is shown with its cause, and goes once it could be fetched', async () => {
    const { accountId } = await clioFirm(stack, 'thread');
    const [matter] = await truthOf(stack, accountId, 'matters', 'id');
    const edit = (description: string) =>
      editRecord(stack, { accountId, resource: 'matters', id: String(matter?.['id']), patch: { description } });
    await edit('a text with a \0 in it');
    await page.goto(`${stack.urls.web}${visit.firmPath}/clio`);
    await page.getByRole('button', { name: 'Read all Matters anew' }).click();
    await page.getByRole('heading', { name: 'What could not be read' }).waitFor();
    const again = page.getByRole('button', { name: `Try again: Matters ${matter?.['id']}` });
    await again.waitFor();
    await visit.shoot('14-unreadable');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    await visit.shoot('14-unreadable-phone-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await edit('a text');
    await again.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What could not be read' }).waitFor({ state: 'detached' });
  });
}
