import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { startStack } from '@smarterfirms/local/stack';
import { addFault, clearFaults, clioFirm } from '../clio-world.ts';
import { differences } from '../copy/compare.ts';
import { signUpOwner } from '../owner.ts';
import { killService, runningStack, untilReady } from '../running-stack.ts';

afterEach(async () => {
  await clearFaults(runningStack());
});

test.each(['clio', 'data', 'gateway', 'queues', 'tables', 'postgres', 'clio-simulator'] as const)(
  'SIGKILL of %s in the middle of a sync: it starts again and the sync finishes with nothing lost or doubled',
  async (service) => {
    const stack = runningStack();
    const clio = await clioFirm(stack, `restart, ${service}`);
    const firm = await (await signUpOwner(stack.urls)).createFirm();
    await addFault(stack, { kind: 'delay', delayMs: 400, count: 40 });
    await firm.connectClio({ login: clio.login });
    await firm.jobUntil(({ entities }) => entities.some(({ fetched }) => fetched > 0));
    await killService(stack, service);
    await untilReady(stack, service);
    const job = await firm.jobUntilDone(300_000);
    expect(job.status).toBe('COMPLETED');
    expect(await differences(stack, firm.id, clio.accountId)).toEqual([]);
  },
  400_000,
);

test('the whole product stopped in the middle of a sync and started again finishes that sync', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smarter-firms-restart-'));
  const options = {
    dataDir,
    ports: 'random',
    log: false,
    simulator: { RATE_WINDOW_SECONDS: '1' },
    env: { gateway: { OTHER_OPERATIONS: 'taken' } },
  } as const;
  let running = await startStack(options);
  try {
    const { urls } = running;
    const clio = await clioFirm(running, 'restart, everything');
    const firm = await (await signUpOwner(urls)).createFirm();
    await addFault(running, { kind: 'delay', delayMs: 500, count: 40 });
    await firm.connectClio({ login: clio.login });
    const before = await firm.jobUntil(({ entities }) => entities.some(({ fetched }) => fetched > 0));
    await running.stop();

    running = await startStack(options);
    expect(running.urls).toEqual(urls);
    const job = await firm.jobUntilDone(300_000);
    expect(job).toMatchObject({ id: before.id, status: 'COMPLETED' });
    expect(await differences(running, firm.id, clio.accountId)).toEqual([]);
  } finally {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 600_000);
