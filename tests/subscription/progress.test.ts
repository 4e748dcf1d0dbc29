import { afterAll, expect, test } from '@jest/globals';
import { addFault, clearFaults, clioFirms } from '../clio-world.ts';
import { signUpOwner } from '../owner.ts';
import { type ProgressEvent, watchProgress } from '../progress-stream.ts';
import { runningStack } from '../running-stack.ts';

const stack = runningStack();

afterAll(async () => {
  await clearFaults(stack);
});

test('progress begins with a snapshot, never goes back, carries the firm’s name with every event and ends with the final state', async () => {
  const [clio] = await clioFirms(stack, 'AU');
  const firm = await (await signUpOwner(stack.urls)).createFirm({ name: 'Progress & Co', currency: 'AUD' });
  await addFault(stack, { kind: 'delay', delayMs: 500, count: 20 });
  await firm.connectClio({ login: clio.login, region: 'AU' });
  const job = await firm.jobUntil(() => true);

  const events: ProgressEvent[] = [];
  for await (const event of watchProgress(stack, await firm.token(), job.id)) events.push(event);

  expect(events.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  const states = events.map(({ data }) => data?.syncProgress);
  expect(states.length).toBeGreaterThan(2);
  expect(new Set(states.map((state) => state?.firm.name))).toEqual(new Set(['Progress & Co']));
  expect(new Set(states.map((state) => state?.id))).toEqual(new Set([job.id]));
  const versions = states.map((state) => state?.version ?? 0);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(states.at(-1)).toMatchObject({ status: 'COMPLETED', percent: 100 });

  // Whoever comes late gets the final state at once, and the end.
  const late: (string | undefined)[] = [];
  for await (const { data } of watchProgress(stack, await firm.token(), job.id)) late.push(data?.syncProgress.status);
  expect(late).toEqual(['COMPLETED']);
});
