import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { syncAfterConnecting } from '@smarterfirms/clio/sync-after-connecting';
import { sweep } from '../schedule/sweep.ts';
import { handleMessage } from '../sync/handle-message.ts';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { onePage } from './deliver.ts';
import { report } from './seeded.ts';
import { requestsBesidePages, untruths } from './untruths.ts';
import { diesAtStep } from './worker-process.ts';

/** How long a refresh may take; nobody else may refresh before (token-store.ts). */
const leaseMs = 15_000;

/** The moments of a refresh, by the step before which its holder dies, and what that leaves behind. */
const moments = {
  'before it has the lease': { diesBefore: 'UpdateItem', holdsLease: false, calls: 0, tokenVersion: 1 },
  'between the lease and the call': { diesBefore: '/oauth/token', holdsLease: true, calls: 0, tokenVersion: 1 },
  "between Clio's answer and storing it": {
    diesBefore: '/oauth/token,UpdateItem',
    holdsLease: true,
    calls: 1,
    tokenVersion: 1,
  },
  'after the new tokens are stored': {
    diesBefore: '/oauth/token,UpdateItem,',
    holdsLease: false,
    calls: 1,
    tokenVersion: 2,
  },
} as const;

type RefreshMoment = keyof typeof moments;
export const refreshMoments = Object.keys(moments) as RefreshMoment[];

interface KilledRefresh {
  moment: RefreshMoment;
  /** Whether a refresh ends the refresh token that it used. */
  rotates: boolean;
  /** Milliseconds of the dead holder's lease, where the test does not wait for the whole of it. */
  leaseOfTheDeadMs?: number;
}

/** A sync whose token has ended: the worker that refreshes it is killed. */
export function testKilledRefresh({ moment, rotates, leaseOfTheDeadMs = leaseMs }: KilledRefresh): void {
  const { calls, holdsLease } = moments[moment];
  const isLost = rotates && moment === "between Clio's answer and storing it";
  const end = isLost
    ? 'the sync waits for a person and goes on after reconnecting'
    : 'another one does and the sync completes';

  test(`refresh tokens ${rotates ? 'rotate' : 'stay'}, the refreshing worker is killed ${moment}: ${end}`, async () => {
    await using firm = await startTestFirm({ CLIO_SIM_ROTATE_REFRESH: rotates ? 'on' : 'off' });
    const { jobId } = await firm.startSync('FULL', ['MATTERS', 'ACTIVITIES']);
    for (const body of firm.aws.drain()) await onePage(firm.parts)(body);
    await setAttribute(firm, 'tokensExpireAtMs', Date.now());
    const bodies = firm.aws.drain();
    expect(bodies).toHaveLength(2);
    await killRefreshing(firm, moment, bodies[0]);
    if (holdsLease && leaseOfTheDeadMs !== leaseMs) await setAttribute(firm, 'refreshLeaseMs', leaseOfTheDeadMs);
    report('holder of a refresh killed', 1, { seed: `none: ${moment}` });

    const takenUpAt = Date.now();
    await Promise.all(bodies.map((body) => handleMessage(body, new Date(Date.now() + 5_000), firm.parts)));
    const asked = await refreshes(firm);
    expect(asked).toHaveLength(Math.max(1, holdsLease ? calls + 1 : calls));
    // A thousandth for two clocks of one machine that are cut to milliseconds.
    const again = asked[calls];
    if (holdsLease) expect((again ?? 0) - takenUpAt).toBeGreaterThanOrEqual(leaseOfTheDeadMs * 0.999);

    if (isLost) await waitsForAPerson(firm, jobId);
    const job = await firm.run(await firm.job(jobId));
    expect(job).toMatchObject({ jobId, kind: 'FULL', status: 'COMPLETED' });
    expect(await untruths(firm, job)).toEqual([]);
    // Not one page came twice: the dead one had asked for none.
    expect(await requestsBesidePages(firm, job)).toBe(0);
    expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ status: 'CONNECTED', tokenVersion: 2 });
    expect(toldOfTrouble(firm)).toBe(isLost ? 1 : 0);
  });
}

/** The same ahead of the token's end, while it is good: nobody is stopped, and what was lost shows once it is over. */
export function testKilledAheadRefresh({ moment, rotates }: KilledRefresh): void {
  const { calls } = moments[moment];
  const isLost = rotates && moment === "between Clio's answer and storing it";

  test(`refresh tokens ${rotates ? 'rotate' : 'stay'}, a worker that refreshes ahead is killed ${moment}: nobody is stopped while the token is good`, async () => {
    await using firm = await startTestFirm({ CLIO_SIM_ROTATE_REFRESH: rotates ? 'on' : 'off' });
    const first = await firm.startSync('FULL', ['MATTERS']);
    await setAttribute(firm, 'tokensRefreshAtMs', Date.now() - 1);
    const [body] = firm.aws.drain();
    await killRefreshing(firm, moment, body);
    report('holder of a refresh ahead killed', 1, { seed: `none: ${moment}` });
    await handleMessage(body ?? '', new Date(Date.now() + 5_000), firm.parts);
    const whole = await firm.run(await firm.job(first.jobId));
    expect(whole.status).toBe('COMPLETED');
    expect(await untruths(firm, whole)).toEqual([]);
    expect((await refreshes(firm)).length).toBeLessThanOrEqual(Math.max(calls, 1));

    const next = await firm.startSync('INCREMENTAL', ['MATTERS']);
    await setAttribute(firm, 'tokensExpireAtMs', Date.now());
    for (const message of firm.aws.drain()) await handleMessage(message, new Date(Date.now() + 5_000), firm.parts);
    if (isLost) await waitsForAPerson(firm, next.jobId);
    const job = await firm.run(await firm.job(next.jobId));
    expect(job.status).toBe('COMPLETED');
    expect(await untruths(firm, job)).toEqual([]);
    expect(toldOfTrouble(firm)).toBe(isLost ? 1 : 0);
  });
}

/** Has a worker die at that moment of its refresh, and looks at what it left: that it died where it was to. */
async function killRefreshing(firm: TestFirm, moment: RefreshMoment, body = ''): Promise<void> {
  const { diesBefore, holdsLease, calls, tokenVersion } = moments[moment];
  expect(await diesAtStep(body, firm, diesBefore)).toBe(true);
  const left = await firm.parts.connections.find(firm.firmId);
  expect(left).toMatchObject({ status: 'CONNECTED', tokenVersion });
  expect(left?.refreshOwner !== undefined).toBe(holdsLease);
  expect(await refreshes(firm)).toHaveLength(calls);
}

/** Nothing goes on by itself, the owner is told, and somebody connects again. */
async function waitsForAPerson(firm: TestFirm, jobId: Parameters<TestFirm['job']>[0]): Promise<void> {
  expect(await firm.job(jobId)).toMatchObject({ status: 'RUNNING', waitsFor: 'CONNECTION' });
  expect(await firm.parts.connections.find(firm.firmId)).toMatchObject({ status: 'NEEDS_ATTENTION' });
  expect(toldOfTrouble(firm)).toBe(1);
  await sweep(new Date(Date.now() + 91_000), firm.parts);
  expect(firm.aws.messages()).toEqual([]);
  await firm.reconnect();
  expect(await syncAfterConnecting(firm.firmId, undefined, firm.parts)).toMatchObject({ jobId });
}

/** When Clio was asked for new tokens, by its clock, which is this machine's; without the exchanges of a code. */
async function refreshes({ clio }: TestFirm): Promise<number[]> {
  const requests = (await clio.requests()).filter(({ path }) => path.endsWith('/oauth/token'));
  return requests.slice(1).map(({ at }) => Date.parse(at));
}

function toldOfTrouble({ aws }: TestFirm): number {
  return aws.events().filter(({ type }) => type === 'connection.needs_attention').length;
}

async function setAttribute({ aws, firmId }: TestFirm, name: string, value: number): Promise<void> {
  await aws.dynamo.send(
    new UpdateItemCommand({
      TableName: 'ClioConnection',
      Key: { firmId: { S: firmId } },
      UpdateExpression: `set ${name} = :value`,
      ExpressionAttributeValues: { ':value': { N: String(value) } },
    }),
  );
}
