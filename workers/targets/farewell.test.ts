import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { listWebhooks } from '@smarterfirms/clio/clio-webhooks';
import { beginLeaving, leaveClio } from '@smarterfirms/clio/leave-clio';
import { clioModels } from '@smarterfirms/clio/webhook-model';
import { sweepTargets } from '../schedule/sweep-targets.ts';
import { type LiveFirm, startLiveFirm } from './test-live-firm.ts';

/** A firm that is connected and has its webhooks whenever a test begins. */
let live: LiveFirm;
beforeAll(async () => {
  live = await startLiveFirm();
});
beforeEach(() => live.keepWebhooks());
afterEach(async () => {
  await fetch(new URL('/_control/faults', live.firm.clio.hosts.US), { method: 'DELETE' });
  await live.firm.reconnect();
});
afterAll(() => live[Symbol.asyncDispose]());

async function atClio() {
  const { value } = await listWebhooks(await live.parts.tokens.accessToken(live.firm.firmId));
  return value;
}

/** The firm's webhooks at Clio, told to somebody who has connected once more. */
async function atClioAfterwards() {
  await live.firm.reconnect();
  return atClio();
}

/** Disconnects as `disconnectClio` does. @returns whether the access of before still opens Clio's door. */
async function disconnect(): Promise<() => Promise<boolean>> {
  const { firm, parts } = live;
  const connected = await parts.connections.find(firm.firmId);
  const access = await parts.tokens.accessToken(firm.firmId);
  if (!connected) throw new Error('there is no connection');
  await parts.connections.disconnect(connected, undefined, []);
  await beginLeaving(firm.firmId, access, true, parts);
  return async () => {
    const headers = { authorization: `Bearer ${access.accessToken}`, 'user-agent': 'Test/1.0' };
    return (await fetch(`${access.base}/api/v4/users/who_am_i.json`, { headers })).status === 200;
  };
}

test('disconnecting deletes the webhooks at Clio, and what still comes is answered with 410', async () => {
  const [first] = await atClio();
  const opens = await disconnect();
  expect(await opens()).toBe(false);
  expect(live.firm.aws.drain('targets')).toEqual([]);
  expect(await atClioAfterwards()).toEqual([]);
  const late = await fetch(first?.url ?? '', { method: 'POST', body: '{}', headers: { 'x-hook-signature': 'any' } });
  expect(late.status).toBe(410);
});

test.each(['429', '500'])(
  'where Clio answers %s to that, the webhooks and then our access go once it answers',
  async (kind) => {
    const { firm, parts } = live;
    await firm.clio.control('faults', { kind, count: 3, resource: 'webhooks' });
    const opens = await disconnect();
    expect(await opens()).toBe(true);
    expect(firm.aws.messages('targets')).toHaveLength(1);
    // That message is lost; the scheduler sends another one.
    firm.aws.drain('targets');
    await sweepTargets(new Date(Date.now() + 600_000), parts);
    await live.drain();
    expect(await opens()).toBe(false);
    expect(await parts.farewells.find(firm.firmId)).toBeUndefined();
    expect(await atClioAfterwards()).toEqual([]);
  },
);

test('a farewell is given up after eight tries: our access is taken back then, and forgotten here', async () => {
  const { firm, parts } = live;
  await firm.clio.control('faults', { kind: '429', count: 1_000, resource: 'webhooks' });
  const before = (await firm.clio.requests()).length;
  const opens = await disconnect();
  await live.drain();
  const asked = (await firm.clio.requests()).slice(before).filter(({ path }) => path.includes('/webhooks'));
  expect(asked.map(({ method, status }) => `${method} ${status}`)).toEqual(Array(8).fill('DELETE 429'));
  expect(await opens()).toBe(false);
  expect(await parts.farewells.find(firm.firmId)).toBeUndefined();
});

test('whoever connects again before the farewell is over has no webhook of before left, and keeps the new access', async () => {
  const { firm, parts } = live;
  const before = (await atClio()).map(({ id }) => id);
  await firm.clio.control('faults', { kind: '429', count: 1, resource: 'webhooks' });
  await disconnect();
  await firm.reconnect();
  await live.drain();
  await live.keepWebhooks();
  const now = (await atClio()).map(({ id }) => id);
  expect(now).toHaveLength(clioModels.length);
  expect(now.filter((id) => before.includes(id))).toEqual([]);
  expect(await parts.farewells.find(firm.firmId)).toBeUndefined();
});

/** Somebody does something right after a farewell has found the firm disconnected. */
async function leaveWhile(meanwhile: () => Promise<unknown>): Promise<void> {
  const { firm, parts } = live;
  let looked = 0;
  const connections = {
    async find(firmId: typeof firm.firmId) {
      const found = await parts.connections.find(firmId);
      if (++looked === 1) await meanwhile();
      return found;
    },
  };
  await leaveClio(firm.firmId, { ...parts, connections });
}

test('whoever connects again while the webhooks are deleted has no access taken back', async () => {
  const { firm, parts } = live;
  await firm.clio.control('faults', { kind: '429', count: 1, resource: 'webhooks' });
  const opens = await disconnect();
  const before = (await firm.clio.requests()).length;
  await leaveWhile(() => firm.reconnect());
  const asked = (await firm.clio.requests()).slice(before).map(({ path }) => path);
  expect(asked.filter((path) => path.includes('/webhooks/'))).toHaveLength(clioModels.length);
  expect(asked.filter((path) => path.includes('deauthorize'))).toEqual([]);
  expect(await opens()).toBe(true);
  expect(await parts.farewells.find(firm.firmId)).toBeUndefined();
});

test('a farewell that ends late leaves the one of the connection after it alone', async () => {
  const { firm, parts } = live;
  await firm.clio.control('faults', { kind: '429', count: 1, resource: 'webhooks' });
  const opensFirst = await disconnect();
  let opensSecond = opensFirst;
  await leaveWhile(async () => {
    await firm.reconnect();
    await live.keepWebhooks();
    await firm.clio.control('faults', { kind: '429', count: 1, resource: 'webhooks' });
    opensSecond = await disconnect();
  });
  expect([await opensFirst(), await opensSecond()]).toEqual([false, true]);
  expect(await parts.farewells.find(firm.firmId)).toMatchObject({ attempts: 1 });
  await live.drain();
  expect(await opensSecond()).toBe(false);
  expect(await parts.farewells.find(firm.firmId)).toBeUndefined();
  expect(await atClioAfterwards()).toEqual([]);
});
