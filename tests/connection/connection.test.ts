import { afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { addFault, clearFaults, clioFirm, revokeGrants } from '../clio-world.ts';
import { differences } from '../copy/compare.ts';
import { inboxOf } from '../mail.ts';
import { type Firm, signUpOwner } from '../owner.ts';
import { runningStack } from '../running-stack.ts';

const stack = runningStack();

afterEach(async () => {
  await clearFaults(stack);
});

async function connectionOf(firm: Firm): Promise<{ status: string; problem: string | null } | null> {
  const answer = await firm.ask<{ firm: { clioConnection: { status: string; problem: string | null } | null } }>(
    '{ firm { clioConnection { status problem } } }',
  );
  return answer.firm.clioConnection;
}

async function rowsOf(firm: Firm): Promise<number> {
  const client = new pg.Client(stack.superuser.data);
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(
      `select (select count(*) from matter where firm_id = $1)::int + (select count(*) from activity where firm_id = $1)::int
         + (select count(*) from bill where firm_id = $1)::int as n`,
      [firm.id],
    );
    return rows[0]?.n ?? -1;
  } finally {
    await client.end();
  }
}

async function until(holds: () => Promise<boolean>, what: string, timeoutMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await holds()); ) {
    if (Date.now() > deadline) throw new Error(`not in ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

test('a cancelled sync stops, another one can begin, and disconnecting can take the copy with it', async () => {
  const clio = await clioFirm(stack, 'connection, disconnected');
  const firm = await (await signUpOwner(stack.urls)).createFirm();
  await addFault(stack, { kind: 'delay', delayMs: 1_000, count: 40 });
  await firm.connectClio({ login: clio.login });
  const running = await firm.jobUntil(({ status }) => status === 'RUNNING' || status === 'QUEUED');
  const { cancelSync } = await firm.ask<{ cancelSync: { ok: { job: { status: string } } | null } }>(
    'mutation ($input: CancelSyncInput!) { cancelSync(input: $input) { ok { job { status } } error { message } } }',
    { input: { jobId: running.id } },
  );
  expect(cancelSync.ok?.job.status).toBe('CANCELLED');
  await clearFaults(stack);

  const next = await firm.startSync();
  expect(next.id).not.toBe(running.id);
  expect(await firm.jobUntilDone()).toMatchObject({ id: next.id, status: 'COMPLETED' });
  expect((await firm.job(running.id))?.status).toBe('CANCELLED');
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);

  const disconnect =
    'mutation { disconnectClio(input: { keepData: false }) { ok { connection { status } } error { message } } }';
  expect((await firm.call(disconnect)).errors).toBeUndefined();
  await until(async () => (await rowsOf(firm)) === 0, 'the copy is erased');
  expect((await connectionOf(firm))?.status).toBe('DISCONNECTED');

  // The Clio account is free again, and connecting it brings everything back.
  await firm.connectClio({ login: clio.login });
  await firm.jobUntil(({ id, status }) => id !== next.id && status === 'COMPLETED');
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
}, 300_000);

test('access that was revoked in Clio asks for a person, by email too, and connecting again continues the sync', async () => {
  const clio = await clioFirm(stack, 'connection, revoked');
  const owner = await signUpOwner(stack.urls);
  const firm = await owner.createFirm({ name: 'Revoked & Partners' });
  await firm.connectClio({ login: clio.login });
  await firm.jobUntilDone();
  await revokeGrants(stack, clio.accountId);

  const second = await firm.startSync();
  await firm.jobUntil(({ id, waitsFor }) => id === second.id && waitsFor === 'CONNECTION');
  expect(await connectionOf(firm)).toMatchObject({ status: 'NEEDS_ATTENTION', problem: expect.any(String) });
  // What was copied stays and can be read meanwhile.
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
  const mail = await inboxOf(stack, owner.email, { subject: /needs you/ });
  expect(mail.links.some((link) => link.includes(`/firms/${firm.id}/clio`))).toBe(true);

  await firm.connectClio({ login: clio.login });
  const resumed = await firm.jobUntil(({ status }) => status === 'COMPLETED');
  // It is the job that was interrupted, not a new one.
  expect(resumed.id).toBe(second.id);
  expect((await connectionOf(firm))?.status).toBe('CONNECTED');
  // Nothing had changed in Clio, so nothing was written anew.
  for (const { inserted, changed } of resumed.entities) expect([inserted, changed]).toEqual([0, 0]);
}, 300_000);
