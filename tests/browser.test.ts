import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { launchBrowser } from './browser.ts';

test('the browser draws a page, keeps two people apart and obeys the rules of origin', async () => {
  const server = createServer((request, response) => {
    response.setHeader('set-cookie', 'seen=yes');
    response.end(
      `<html><body style="background: rgb(1, 2, 3)"><h1>${request.headers.cookie ?? 'nobody'}</h1></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser();
  try {
    const [first, second] = await Promise.all([browser.newContext(), browser.newContext()]);
    const page = await first.newPage();
    await page.goto(`http://localhost:${port}/`);
    await page.reload();
    expect(await page.textContent('h1')).toBe('seen=yes');
    const image = await page.screenshot();
    expect(image.subarray(1, 4).toString()).toBe('PNG');
    expect(image.length).toBeGreaterThan(1_000);

    const other = await second.newPage();
    await other.goto(`http://localhost:${port}/`);
    expect(await other.textContent('h1')).toBe('nobody');

    const foreign = page.evaluate((url) => fetch(url).then((answer) => answer.text()), `http://127.0.0.1:${port}/`);
    await expect(foreign).rejects.toThrow(/fetch/i);
  } finally {
    await browser.close();
    server.close();
  }
});
