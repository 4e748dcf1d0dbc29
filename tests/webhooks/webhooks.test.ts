import { afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { clearFaults, clioFirm, deliveriesOfClio, editRecord, loseWebhooks, truthOf } from '../clio-world.ts';
import { differences } from '../copy/compare.ts';
import { type Firm, signUpOwner } from '../owner.ts';
import { runningStack } from '../running-stack.ts';

const stack = runningStack();

afterEach(async () => {
  await clearFaults(stack);
});

async function until(holds: () => Promise<boolean>, what: string, timeoutMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await holds()); ) {
    if (Date.now() > deadline) throw new Error(`not in ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function updatesOf(firm: Firm): Promise<string | undefined> {
  const answer = await firm.ask<{ firm: { clioConnection: { updates: string } | null } }>(
    '{ firm { clioConnection { updates } } }',
  );
  return answer.firm.clioConnection?.updates;
}

/** What the copy says of a matter. */
async function descriptionOf(client: pg.Client, firmId: string, clioId: string): Promise<string | undefined> {
  const { rows } = await client.query<{ description: string }>(
    'select description from matter where firm_id = $1 and clio_id = $2',
    [firmId, clioId],
  );
  return rows[0]?.description;
}

const deliver = (path: string, headers: Record<string, string>) =>
  fetch(`${stack.urls.gateway}/clio/webhooks/${path}`, {
    method: 'POST',
    body: '{"data":{"id":1},"meta":{"event":"updated","webhook_id":1}}',
    headers,
  });

test('what is edited in Clio shows in the copy by its webhook, through the gateway, within seconds', async () => {
  const clio = await clioFirm(stack, 'webhooks');
  const firm = await (await signUpOwner(stack.urls)).createFirm();
  await firm.connectClio({ login: clio.login });
  const job = await firm.jobUntilDone();
  expect(job.status).toBe('COMPLETED');
  await until(async () => (await updatesOf(firm)) === 'WEBHOOKS', 'webhooks are registered');

  const matters = (await truthOf(stack, clio.accountId, 'matters')).slice(0, 20);
  const client = new pg.Client(stack.superuser.data);
  await client.connect();
  const latenciesMs: number[] = [];
  try {
    for (const [at, { id }] of matters.entries()) {
      const patch = { description: `Edited in Clio, number ${at}` };
      const since = performance.now();
      await editRecord(stack, { accountId: clio.accountId, resource: 'matters', id: String(id), patch });
      await until(
        async () => (await descriptionOf(client, firm.id, String(id))) === patch.description,
        'the edit is in the copy',
      );
      latenciesMs.push(performance.now() - since);
    }
  } finally {
    await client.end();
  }
  latenciesMs.sort((a, b) => a - b);
  const quantile = (part: number) => Math.round(latenciesMs[Math.ceil(latenciesMs.length * part) - 1] ?? 0);
  process.stdout.write(
    `edit in Clio to row in the copy, ${latenciesMs.length} edits one after another: median ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms, max ${quantile(1)} ms\n`,
  );
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);

  // All of them came with their bytes as they were: a signature is over bytes.
  const edited = new Set(matters.map(({ id }) => Number(id)));
  const delivered = (await deliveriesOfClio(stack)).filter(({ recordId }) => recordId !== null && edited.has(recordId));
  expect(new Set(delivered.map(({ recordId }) => recordId))).toEqual(edited);
  expect(delivered.filter(({ status }) => status < 200 || status >= 400)).toEqual([]);
  expect((await deliver('not-a-key', {})).status).toBe(410);
  expect((await deliver('not-a-key', { 'x-hook-secret': 'planted' })).status).toBe(410);

  // The history names the work, which ends a moment after its rows are there; the firm's last sync is still the one that walked.
  const history = async () =>
    (
      await firm.ask<{
        firm: { latestSyncJob: { id: string }; syncJobs: { nodes: { kind: string; status: string }[] } };
      }>('{ firm { latestSyncJob { id } syncJobs(first: 5) { nodes { kind status } } } }')
    ).firm;
  await until(async () => (await history()).syncJobs.nodes[0]?.status === 'COMPLETED', 'the last work has ended');
  const shown = await history();
  expect(shown.latestSyncJob.id).toBe(job.id);
  expect(shown.syncJobs.nodes[0]).toEqual({ kind: 'TARGETED', status: 'COMPLETED' });

  // What no webhook told of is found by the next sync of changes.
  await loseWebhooks(stack, { model: 'matter', count: 1 });
  const [first] = matters;
  const patch = { description: 'Nobody was told' };
  await editRecord(stack, { accountId: clio.accountId, resource: 'matters', id: String(first?.['id']), patch });
  expect(await differences(stack, firm.id, clio.accountId)).not.toEqual([]);
  const { startSync } = await firm.ask<{ startSync: { ok: { job: { id: string } } | null } }>(
    'mutation { startSync(input: { kind: INCREMENTAL }) { ok { job { id } } error { message } } }',
  );
  await firm.jobUntil(({ id, status }) => id === startSync.ok?.job.id && status === 'COMPLETED');
  expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
}, 300_000);
