import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { sealTokens } from '../connection/token-store.ts';
import { personOf, startTestService, type TestService } from '../test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

async function connectedFirm(): Promise<FirmId> {
  const firmId = newId('firm');
  const owner = { firmId, region: 'US' } as const;
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAtMs: Date.now() + 3_600_000 };
  const sealed = sealTokens(service.envelope, owner, tokens);
  const connection = { ...owner, accountId: firmId, accountName: 'Firm', userName: 'Owner', ...sealed };
  await service.connections.connect(undefined, { ...connection, connectedAt: new Date().toISOString() }, []);
  return firmId;
}

const startSync = `mutation ($input: StartSyncInput!) {
  startSync(input: $input) { ok { job { id kind entities { type status deleted pass } } } error { code } }
}`;

test('a sync is full and of every type where nothing else is asked for', async () => {
  const { data } = await service.graph(personOf(await connectedFirm()), startSync, { input: {} });
  expect(data.startSync.ok.job).toMatchObject({ kind: 'FULL' });
  const types = data.startSync.ok.job.entities.map(({ type }: { type: string }) => type);
  expect(types).toEqual([...syncEntityTypes]);
});

test('a sync walks the types that were asked for, each once, in the order in which they build on each other', async () => {
  const { data } = await service.graph(personOf(await connectedFirm()), startSync, {
    input: { kind: 'RECONCILING', entities: ['MATTERS', 'CONTACTS', 'MATTERS'] },
  });
  expect(data.startSync.ok.job).toMatchObject({
    kind: 'RECONCILING',
    entities: [
      { type: 'CONTACTS', status: 'QUEUED', deleted: 0, pass: null },
      { type: 'MATTERS', status: 'QUEUED', deleted: 0, pass: null },
    ],
  });
});

test('of two kinds of sync one runs, and targeted work cannot be asked for as a sync', async () => {
  const owner = personOf(await connectedFirm());
  await service.graph(owner, startSync, { input: { kind: 'INCREMENTAL' } });
  const second = await service.graph(owner, startSync, { input: { kind: 'FULL' } });
  expect(second.data.startSync).toEqual({ ok: null, error: { code: 'SYNC_ALREADY_RUNNING' } });
  const targeted = await service.graph(owner, startSync, { input: { kind: 'TARGETED' } });
  expect([targeted.status, targeted.codes]).toEqual([400, ['BAD_USER_INPUT']]);
});

test('no kind of sync is started without the permission to', async () => {
  const reader = personOf(await connectedFirm(), ['sync:read']);
  for (const kind of ['FULL', 'INCREMENTAL', 'RECONCILING']) {
    expect((await service.graph(reader, startSync, { input: { kind } })).codes).toEqual(['FORBIDDEN']);
  }
});

test('a repeated key answers the same job; with other parameters it is refused, and starts nothing', async () => {
  const owner = personOf(await connectedFirm());
  const send = async (input: Record<string, unknown>) =>
    (await service.graph(owner, startSync, { input: { idempotencyKey: 'monthly', ...input } })).data.startSync;
  const first = await send({ kind: 'INCREMENTAL', entities: ['MATTERS', 'USERS'] });
  expect(first.ok.job.kind).toBe('INCREMENTAL');
  const again = await send({ kind: 'INCREMENTAL', entities: ['USERS', 'MATTERS'] });
  expect(again.ok.job.id).toBe(first.ok.job.id);
  for (const other of [{ kind: 'FULL' }, { kind: 'INCREMENTAL', entities: ['USERS'] }]) {
    expect(await send(other)).toEqual({ ok: null, error: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  }
});
