import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountOf, ConnectedClient, control } from '../connected-client.ts';
import { resourceNames, tableOf } from '../firm/firm.ts';
import { type ClioSimulator, createClioSimulator } from '../simulator.ts';

let simulator: ClioSimulator;
let client: ConnectedClient;
let account: number;
beforeAll(async () => {
  simulator = await createClioSimulator({ size: 300, rateLimit: 0 });
  client = await ConnectedClient.connect(simulator);
  account = accountOf(simulator, 'Hartwell & Lowe LLP');
});
afterAll(() => simulator.close());

const open = async (path: string) => {
  const response = await fetch(`${simulator.url}/_control${path}`);
  return { status: response.status, text: await response.text() };
};

test('every link of every page leads to a page', async () => {
  const seen = new Set<string>();
  const waiting = [''];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const { status, text } = await open(path);
    expect([path, status]).toEqual([path, 200]);
    for (const [, next = ''] of text.matchAll(/href="\/_control([^"#]*)"/g)) {
      // Of the firms one, of the records of each collection the first.
      const kind = next
        .replace(/\/firm\/\d+/, '/firm')
        .replace(/\/\d+$/, '/id')
        .replace(/\?from=.*/, '?from');
      if (seen.has(kind)) continue;
      seen.add(kind);
      waiting.push(next);
    }
  }
  expect(seen.size).toBeGreaterThan(2 * resourceNames.length);
});

test('what a firm holds is shown as text, never as a page of its own', async () => {
  const id = tableOf(simulator.world.firms[0] ?? fail(), 'matters').rows[0]?.id;
  await control(simulator, `records/${account}/matters/${id}`, { patch: { description: '<script>alert(1)</script>' } });
  const { text } = await open(`/page/firm/${account}/matters/${id}`);
  expect(text).toContain('&lt;script&gt;alert(1)');
  expect(text).not.toContain('<script>alert(1)');
});

test('requests can be narrowed, and a filter that makes no sense is told so', async () => {
  await client.get('matters?limit=3');
  await client.get('bills?limit=3');
  expect((await open('/page/requests?resource=bills')).text).not.toContain('/us/api/v4/matters?limit=3');
  expect((await open('/page/requests?resource=bills&status=&account=&text=')).text).toContain(
    '/us/api/v4/bills?limit=3',
  );
  expect((await open('/page/requests?status=teapot')).status).toBe(400);
  expect((await open('/page/requests?resource=notes')).text).toContain('Nothing was asked yet.');
});

test('what is armed is listed with a button to clear it', async () => {
  await control(simulator, 'faults', { kind: '503', count: 4, resource: 'contacts' });
  const { text } = await open('/page/faults');
  const [{ id } = { id: 0 }] = simulator.world.faults.list();
  expect(text).toContain(`data-action="faults/${id}" data-method="DELETE"`);
  await control(simulator, `faults/${id}`, undefined, 'DELETE');
  expect((await open('/page/faults')).text).toContain('Nothing is armed: every request');
});

test.each(['/page/firm/1', '/page/nothing', '/page/firm/610001/matters/1', '/page/firm/610001/nothing'])(
  '%s is not there, and says so on a page',
  async (path) => {
    const { status, text } = await open(path);
    expect(status).toBe(404);
    expect(text).toContain('Nothing is here');
  },
);

function fail(): never {
  throw new Error('There is no firm');
}
