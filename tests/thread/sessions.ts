import { expect, test } from '@jest/globals';
import { password, signInAgain } from '../owner.ts';
import type { Visit } from './visit.ts';

/** Sessions that end while pages are open. */
export function sessions(visit: Visit): void {
  const { context, page, stack } = visit;

  test('an ended session keeps the page and goes on after the password', async () => {
    await page.goto(`${stack.urls.web}${visit.firmPath}/matters`);
    await page.getByRole('row').nth(5).waitFor();
    await page.getByLabel('Search matters').fill('a');
    const person = await signInAgain(stack.urls, visit.email);
    await person.endOtherSessions();
    // Every sort asks the graph; the gateway honours a revocation within ten seconds.
    const sort = page.getByRole('button', { name: 'Opened' });
    const ended = page.getByText('Your session has ended');
    for (const deadline = Date.now() + 60_000; !(await ended.isVisible()); ) {
      if (Date.now() > deadline) throw new Error('the end of the session was not noticed in a minute');
      // The question may come up over the button between the look and the press.
      await sort.click({ timeout: 2_000 }).catch(() => undefined);
      await ended.waitFor({ timeout: 1_000 }).catch(() => undefined);
    }
    await visit.shoot('17-session-ended');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Your session has ended').waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Search matters').inputValue()).toBe('a');
  });

  test('two tabs agree: signing out in one is seen in the other', async () => {
    const other = await context.newPage();
    await other.goto(`${stack.urls.web}${visit.firmPath}`);
    await other.getByRole('link', { name: 'Matters' }).first().waitFor();
    await page.goto(`${stack.urls.web}/account`);
    await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
    await visit.shoot('18-account');
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await other
      .getByText(/signed out|sign in/i)
      .first()
      .waitFor();
    await visit.shoot('18-other-tab', other);
    await other.close();
  });
}
