import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { onePage, runToEnd } from './deliver.ts';
import { report, seeded } from './seeded.ts';
import { apiRequests, requestsBesidePages, untruths } from './untruths.ts';

/** One firm for all kinds of answers, with short windows: after a 429 nothing is asked before the end of the window. */
let firm: TestFirm;

const clear = async () => {
  const address = (firm.clio.hosts.US ?? '').replace('/us', '/_control/faults');
  await fetch(address, { method: 'DELETE' });
};

/** A share of all answers is spoilt, each by a lot of the seed. */
async function spoil(kind: string, probability: number, seed: string, count: number | null = null): Promise<void> {
  await firm.clio.control('faults', { kind, probability, seed, count, delayMs: kind === 'delay' ? 150 : 5 });
}

/** Kinds of answers as the simulator names them; a 429 is always among those that are tried. */
export interface AnswersOfClio {
  /** Answers that are of no use. */
  failing: string[];
  /** Answers that are odd and whole. */
  odd: string[];
  /** Answers of one list that never become better. */
  forGood: string[];
}

/** The tests of what Clio's answers do to a sync: some kinds are tried with every change, the others in the long form. */
export function testAnswersOfClio({ failing, odd, forGood }: AnswersOfClio): void {
  beforeAll(async () => {
    firm = await startTestFirm({ CLIO_SIM_RATE_WINDOW_SECONDS: '1' });
  });
  afterAll(() => firm[Symbol.asyncDispose]());

  test.each(failing)(
    'where Clio answers a third of the requests with "%s", nothing is lost, no stored page is asked for again',
    async (kind) => {
      const random = seeded(`Clio answers ${kind}`);
      const before = await apiRequests(firm);
      await spoil(kind, 0.34, random.seed);
      const job = await runToEnd(firm, await firm.startSync(), onePage(firm.parts));
      await clear();
      expect(job.status).toBe('COMPLETED');
      const spoilt = (await requestsBesidePages(firm, job)) - before;
      expect(spoilt).toBeGreaterThan(3);
      report(`Clio answers ${kind}`, spoilt, random);
      expect(await untruths(firm, job)).toEqual([]);
      // Every request that was made is told, the failed ones too.
      expect(job.requestsUsed).toBe((await apiRequests(firm)) - before);
    },
  );

  test('429s that come all the same are waited out, and no stored page is asked for again', async () => {
    const random = seeded('Clio answers 429');
    const before = await apiRequests(firm);
    await spoil('429', 0.5, random.seed, 3);
    // With the queue's delays: how long to wait is what Clio says here.
    const job = await firm.runInTime(await firm.startSync('FULL', ['USERS', 'CONTACTS', 'BILLS', 'LINE_ITEMS']));
    await clear();
    expect(job.status).toBe('COMPLETED');
    const spoilt = (await requestsBesidePages(firm, job)) - before;
    expect(spoilt).toBe(3);
    report('Clio answers 429', spoilt, random);
    expect(await untruths(firm, job)).toEqual([]);
    expect(job.requestsUsed).toBe((await apiRequests(firm)) - before);
  });

  test.each(odd)(
    'answers that are slow or wrongly labelled ("%s") are taken as they are and asked for once',
    async (kind) => {
      const random = seeded(`Clio answers ${kind}`);
      const before = await apiRequests(firm);
      await spoil(kind, 0.5, random.seed);
      const job = await runToEnd(firm, await firm.startSync(), onePage(firm.parts));
      await clear();
      expect(job.status).toBe('COMPLETED');
      expect(await untruths(firm, job)).toEqual([]);
      expect(await requestsBesidePages(firm, job)).toBe(before);
      report(`Clio answers ${kind}, about`, Math.floor(job.requestsUsed / 2), random);
    },
  );

  test.each(forGood)(
    'where one list answers "%s" for good, the job is PARTIAL, names it, and everything else is whole',
    async (kind) => {
      const random = seeded(`for good ${kind}`);
      const lists = ['contacts', 'matters', 'activities', 'bills'];
      const resource = lists[random.between(0, lists.length - 1)] ?? 'bills';
      await firm.clio.control('faults', { kind, count: null, resource });
      const job = await runToEnd(firm, await firm.startSync(), onePage(firm.parts));
      await clear();
      expect(job.status).toBe('PARTIAL');
      const failed = job.entities.filter(({ status }) => status === 'FAILED').map(({ type }) => type.toLowerCase());
      expect(failed).toEqual([resource]);
      expect(await untruths(firm, job)).toEqual([]);
      report(`Clio answers ${kind} to one list for good`, 8, random);
    },
  );
}
