import { expect, test } from '@jest/globals';
import { deleteWebhook, listWebhooks } from '@smarterfirms/clio/clio-webhooks';
import { clioModels } from '@smarterfirms/clio/webhook-model';
import { KeepWebhooks, parseMessage } from '@smarterfirms/platform/messages';
import { sweepTargets } from '../schedule/sweep-targets.ts';
import { keepWebhooks } from './keep-webhooks.ts';
import { type LiveFirm, startLiveFirm } from './test-live-firm.ts';

const dayMs = 86_400_000;

async function atClio({ firm, parts }: LiveFirm) {
  const { value } = await listWebhooks(await parts.tokens.accessToken(firm.firmId));
  return value;
}

test('one webhook per kind of record is registered, confirmed by handshake, watches what is stored, and lives 30 days', async () => {
  await using live = await startLiveFirm();
  await live.keepWebhooks();
  const webhooks = await atClio(live);
  expect(webhooks.map(({ model }) => model).sort()).toEqual([...clioModels].sort());
  for (const { status, events, model, expiresAt } of webhooks) {
    expect(status).toBe('enabled');
    expect(events.includes('deleted')).toBe(model !== 'clio_payments_payment');
    expect(events).toEqual(expect.arrayContaining(['created', 'updated']));
    expect((expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(29.9 * dayMs);
  }
  const rows = await live.parts.webhooks.ofFirm(live.firm.firmId);
  for (const { fields } of rows) {
    expect(fields.length).toBeLessThanOrEqual(1_000);
    expect(fields.startsWith('id,etag,updated_at')).toBe(true);
  }
  expect(rows.find(({ model }) => model === 'matter')?.fields).toContain('responsible_attorney{id,name}');
  expect(new Set(webhooks.map(({ url }) => url)).size).toBe(clioModels.length);
  expect(await live.parts.connections.find(live.firm.firmId)).toMatchObject({ updates: 'WEBHOOKS' });

  // Again, all is as it should be: Clio is asked once and told nothing.
  const before = (await live.firm.clio.requests()).length;
  await live.keepWebhooks();
  const asked = (await live.firm.clio.requests()).slice(before);
  expect(asked.map(({ method }) => method)).toEqual(['GET']);
  expect((await atClio(live)).map(({ id }) => id)).toEqual(webhooks.map(({ id }) => id));
});

test('where the handshake finds nobody, the webhook is confirmed the other way', async () => {
  await using live = await startLiveFirm();
  // Nobody answers at this address; a loopback port that nothing listens on.
  const deaf = { ...live.parts, webhookOrigin: 'http://127.0.0.1:9' };
  await keepWebhooks(live.firm.firmId, new Date(), deaf);
  const webhooks = await atClio(live);
  expect(webhooks.map(({ status }) => status)).toEqual(clioModels.map(() => 'enabled'));
  const activations = (await live.firm.clio.requests()).filter(({ path }) => path.endsWith('/activate'));
  expect(activations).toHaveLength(clioModels.length);
});

test('without a public address nothing is registered, and the connection says that it polls', async () => {
  await using live = await startLiveFirm();
  await keepWebhooks(live.firm.firmId, new Date(), { ...live.parts, webhookOrigin: undefined });
  expect(await live.firm.parts.connections.find(live.firm.firmId)).toMatchObject({ updates: 'POLLING_ONLY' });
  expect((await live.firm.clio.requests()).filter(({ path }) => path.includes('webhooks'))).toEqual([]);
});

test('where connecting died before it asked for webhooks, the scheduler asks', async () => {
  await using live = await startLiveFirm();
  // The event of connecting was not published yet, and nobody looks after the webhooks.
  expect(await live.parts.upkeep.takeDue(new Date(), 1_000)).toEqual([]);
  await sweepTargets(new Date(), live.parts);
  expect(live.firm.aws.drain('targets').map((body) => parseMessage(KeepWebhooks, body))).toEqual([
    { firmId: live.firm.firmId },
  ]);
});

test('webhooks are renewed when half of their life is over, by the scheduler that comes daily', async () => {
  await using live = await startLiveFirm();
  await live.keepWebhooks();
  const first = await atClio(live);
  const { firmId, clio } = live.firm;
  expect(await live.parts.upkeep.takeDue(new Date(Date.now() + dayMs / 2), 1_000)).toEqual([]);

  for (const [days, furtherDays, renewed] of [
    [14, 14, 0],
    [16, 2, clioModels.length],
  ] as const) {
    const now = new Date(Date.now() + days * dayMs);
    await clio.control('clock', { advanceSeconds: (furtherDays * dayMs) / 1000 });
    await sweepTargets(now, live.parts);
    expect(live.firm.aws.drain('targets').map((body) => parseMessage(KeepWebhooks, body))).toEqual([{ firmId }]);
    const before = (await clio.requests()).length;
    await live.keepWebhooks(now);
    const patches = (await clio.requests()).slice(before).filter(({ method }) => method === 'PATCH');
    expect(patches).toHaveLength(renewed);
  }
  const after = await atClio(live);
  expect(after.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
});

test('a suspended, an expired and a deleted webhook are made anew, and what changed meanwhile is synced', async () => {
  await using live = await startLiveFirm();
  const { firm, parts } = live;
  await firm.run(await firm.startSync('FULL', ['USERS']));
  await live.keepWebhooks();
  const first = await atClio(live);
  expect(firm.aws.messages()).toEqual([]);

  const [gone, suspended] = first;
  await deleteWebhook(await parts.tokens.accessToken(firm.firmId), gone?.id ?? '');
  // We forget the second one: its next delivery is answered with 410, by which Clio suspends it.
  const row = (await parts.webhooks.ofFirm(firm.firmId)).find(({ webhookId }) => webhookId === suspended?.id);
  await parts.webhooks.remove(firm.firmId, row?.keyHash ?? '');
  const [activity] = await live.some('activities', 1);
  await live.edit('activities', activity ?? '', { note: 'told to nobody' });
  await live.untilDelivered(1);

  const [matter] = await live.some('matters', 1);
  await live.edit('matters', matter ?? '', { description: 'changed in the gap' });
  await live.keepWebhooks();
  const now = await atClio(live);
  expect(now).toHaveLength(clioModels.length);
  expect(now.every(({ status }) => status === 'enabled')).toBe(true);
  const ids = now.map(({ id }) => id);
  expect(ids).not.toContain(gone?.id);
  expect(ids).not.toContain(suspended?.id);
  const [latest] = await parts.jobs.ofFirm(firm.firmId, { limit: 1 });
  expect(latest).toMatchObject({ kind: 'INCREMENTAL', status: 'QUEUED' });
});

test('webhooks that cannot be kept raise an event, once a day, and are tried again within the hour', async () => {
  await using live = await startLiveFirm();
  const { firm } = live;
  await live.keepWebhooks();
  const failing = () => firm.aws.events().filter(({ type }) => type === 'clio.webhooks_failing');
  const soon = new Date(Date.now() + 16 * dayMs);
  await firm.clio.control('faults', { kind: '500', count: 1_000, resource: 'webhooks' });
  await live.keepWebhooks(soon);
  await live.keepWebhooks(soon);
  expect(failing()).toHaveLength(1);
  expect(await live.parts.upkeep.takeDue(new Date(soon.getTime() + 3_601_000), 1_000)).toEqual([firm.firmId]);
  await live.keepWebhooks(new Date(soon.getTime() + 1.1 * dayMs));
  expect(failing()).toHaveLength(2);
});
