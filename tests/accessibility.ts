import axe, { type AxeResults, type CheckResult } from 'axe-core';
import type { Page } from 'playwright-core';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Fails with every place in the page that breaks a rule of WCAG 2.2, level AA, that a program can judge.
 *
 * All rules are tried in the colours that the page shows, and that of contrast in the other ones too: nothing else differs
 * between light and dark. The page is left as it was.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const dark = await page.evaluate<boolean>('matchMedia("(prefers-color-scheme: dark)").matches');
  const [shown, other] = dark ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  // The server sends a page's title after its content.
  await page.waitForFunction('document.title !== ""');
  await page.evaluate(withoutTransitions);
  // The rule about the size of targets has to be asked for by name.
  const broken = await violations(page, shown, { runOnly: levels, rules: { 'target-size': { enabled: true } } });
  await page.emulateMedia({ colorScheme: other });
  broken.push(...(await violations(page, other, { runOnly: { type: 'rule', values: ['color-contrast'] } })));
  await page.emulateMedia({ colorScheme: shown });
  await page.evaluate('void document.adoptedStyleSheets.pop()');
  if (broken.length > 0) throw new Error(`${name} breaks WCAG 2.2 AA:\n${broken.join('\n')}`);
}

async function violations(page: Page, colours: string, options: object): Promise<string[]> {
  await page.evaluate(untilStill);
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const found = await page.evaluate<AxeResults['violations']>(
    `axe.run(${JSON.stringify(settled)}, ${JSON.stringify({ ...options, resultTypes: ['violations'] })})
      .then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ any }) => !any.some(isCovered))
      .map(({ target, failureSummary }) => `${colours}: ${id}: ${target.join(' ')}\n${failureSummary}`),
  );
}

/** What is about to be replaced is faded until then: it is judged when it is there. */
const settled = { exclude: ['[aria-busy="true"]'] };

/** The header or a toast lies over a button by how far the page happens to be scrolled; beneath it the button has its size. */
function isCovered({ data }: CheckResult): boolean {
  return /obscured/i.test(String((data as { messageKey?: string } | null)?.messageKey));
}

/** Colours change at once: one on its way would be judged by where it stands. The page's policy forbids all other styles. */
const withoutTransitions = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets.push(sheet);
}`;

/** Resolves when the page has been drawn as it is now and what moves towards an end has arrived; after five seconds in any case. */
const untilStill = `Promise.race([
  new Promise((resolve) => setTimeout(resolve, 5_000)),
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() =>
    Promise.allSettled(
      document.getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(({ finished }) => finished),
    ),
  ),
]).then(() => undefined)`;
