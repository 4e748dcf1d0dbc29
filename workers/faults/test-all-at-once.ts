import { expect, test } from '@jest/globals';
import { syncAfterConnecting } from '@smarterfirms/clio/sync-after-connecting';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { startOwnPostgres } from './own-postgres.ts';
import { report, type Seeded, seeded } from './seeded.ts';
import { requestsBesidePages, untruths } from './untruths.ts';
import { diesAtStep } from './worker-process.ts';

export interface AllAtOnce {
  entities: readonly SyncEntityType[];
  /** How many faults happen at most, one with every second message or so. */
  faultsMax: number;
  /** Whether PostgreSQL crashes too: it then is one of this test's own. */
  crashes: boolean;
}

const answers = ['500', '502', '403-html', '400-empty', 'drop', 'drop-midway', 'truncate'];

/** What can go wrong with a message: each does it, and says whether the message was handled all the same. */
interface Fault {
  what: string;
  happen(body: string): Promise<void>;
}

/** A sync to which everything happens that the suite knows, at random and together. */
export function testAllAtOnce({ entities, faultsMax, crashes }: AllAtOnce): void {
  test('killed workers, doubled and reordered messages, wrong answers, revoked access, jumping clocks and crashes together lose nothing', async () => {
    await using postgres = crashes ? await startOwnPostgres() : undefined;
    if (postgres) process.env['TEST_POSTGRES_ADMIN_URL'] = postgres.adminUrl;
    await using firm = await startTestFirm();
    const random = seeded('all at once');
    const faults = [
      ...faultsOf(firm, random),
      ...(postgres ? [{ what: 'PostgreSQL crashes', happen: whileCrashing(firm, postgres.crash) }] : []),
    ];
    const tried: string[] = [];
    const job = await runToEnd(
      firm,
      await firm.startSync('FULL', entities),
      async (body) => {
        await reconnectWhereRevoked(firm);
        const fault =
          tried.length < faultsMax && random.chance(0.6) ? faults[random.between(0, faults.length - 1)] : undefined;
        if (!fault) return onePage(firm.parts)(body);
        tried.push(fault.what);
        await fault.happen(body);
      },
      (waiting) => random.between(0, waiting - 1),
      () => reconnectWhereRevoked(firm),
    );
    for (const what of new Set(tried))
      report(`all at once: ${what}`, tried.filter((one) => one === what).length, random);
    expect(tried.length).toBe(faultsMax);
    expect(job.status).toBe('COMPLETED');
    // A wrong answer that nobody asked for any more would hit the comparison.
    await fetch((firm.clio.hosts.US ?? '').replace('/us', '/_control/faults'), { method: 'DELETE' });
    expect(await untruths(firm, job)).toEqual([]);
    // Each fault spoils one request, a doubled message also what the other one was fetching.
    expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(2 * tried.length);
  }, 400_000);
}

function faultsOf(firm: TestFirm, random: Seeded): Fault[] {
  const deliver = onePage(firm.parts);
  return [
    {
      what: 'worker killed before a step',
      async happen(body) {
        if (await diesAtStep(body, firm, random.between(1, 30))) throw new Error('killed, so the message comes again');
      },
    },
    {
      what: 'message delivered twice',
      async happen(body) {
        const results = await Promise.allSettled([deliver(body), deliver(body)]);
        const [failed] = results.filter((result) => result.status === 'rejected');
        if (failed) throw failed.reason;
      },
    },
    {
      what: 'wrong answer of Clio',
      async happen(body) {
        const kind = answers[random.between(0, answers.length - 1)] ?? '500';
        await firm.clio.control('faults', { kind, count: 1 });
        await deliver(body);
      },
    },
    {
      what: "Clio's clock jumps",
      async happen(body) {
        await firm.clio.control('clock', { skewSeconds: random.between(-1_800, 1_800) });
        await deliver(body);
      },
    },
    {
      what: 'access revoked',
      async happen(body) {
        await firm.clio.control('revoke', { accountId: firm.account.accountId });
        await deliver(body);
      },
    },
  ];
}

function whileCrashing(firm: TestFirm, crash: () => Promise<void>) {
  return async (body: string) => {
    const [worked] = await Promise.allSettled([onePage(firm.parts)(body), crash()]);
    if (worked.status === 'rejected') throw worked.reason;
  };
}

/** A person connects Clio again as soon as the product asks for it. */
async function reconnectWhereRevoked(firm: TestFirm): Promise<void> {
  const connection = await firm.parts.connections.find(firm.firmId);
  if (connection?.status !== 'NEEDS_ATTENTION') return;
  await firm.reconnect();
  await syncAfterConnecting(firm.firmId, undefined, firm.parts);
}
