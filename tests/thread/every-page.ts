import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { password } from '../owner.ts';
import { dataDirectory } from '../running-stack.ts';
import type { Visit } from './visit.ts';

/** What the pages send, by the name of the operation. */
const operationIds = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../web/graph/operation-ids.json'), 'utf8'),
) as object;

interface GatewayLine {
  operationName?: string;
  transport?: string;
  persisted?: boolean;
}

/** What holds of all pages together. After everything else: it reads what the gateway logged of it. */
export function everyPage(visit: Visit): void {
  const { browser, stack } = visit;

  test('every page is legible in dark and on a phone', async () => {
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      locale: 'en-US',
    });
    const small = await phone.newPage();
    await small.goto(`${stack.urls.web}/sign-in?next=${encodeURIComponent(visit.firmPath)}`);
    await visit.shoot('20-phone-dark-sign-in', small);
    await small.getByLabel(/email/i).fill(visit.email);
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
      await small.goto(`${stack.urls.web}${visit.firmPath}${path}`);
      await small.getByRole('heading', { level: 1 }).first().waitFor();
      await small.waitForLoadState('networkidle');
      const overflow = await small.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      expect([name, overflow]).toEqual([name, 0]);
      await visit.shoot(`20-phone-dark-${name}`, small);
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
}
