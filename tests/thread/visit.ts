import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expectAccessible } from '../accessibility.ts';
import { launchBrowser } from '../browser.ts';
import { type RunningStack, runningStack } from '../running-stack.ts';

/** Where a person can look at what the test saw. */
const pictures = join(import.meta.dirname, '../screenshots');

/** One person in one browser, who goes through the product from the first page on: each subject begins where the last ended. */
export interface Visit {
  stack: RunningStack;
  browser: Browser;
  context: BrowserContext;
  page: Page;
  email: string;
  /** `/firms/<id>` of the firm that the person creates. */
  firmPath: string;
  /** Keeps a picture of a page of ours, and fails unless everybody can use the page. */
  shoot(name: string, of?: Page): Promise<void>;
}

export async function beginVisit(): Promise<Visit> {
  mkdirSync(pictures, { recursive: true });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return {
    stack: runningStack(),
    browser,
    context,
    page,
    email: `thread-${Date.now()}@example.test`,
    firmPath: '',
    async shoot(name, of = page) {
      await of.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      await expectAccessible(of, name);
    },
  };
}
