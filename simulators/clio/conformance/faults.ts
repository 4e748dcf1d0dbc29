import type { Clio, Json } from './clio.ts';
import { equals, hasStatus, holds } from './expectations.ts';
import { Mismatch, must, type Requirement } from './requirement.ts';
import { freshly, step } from './sign-in.ts';

async function armed(clio: Clio, fault: Json): Promise<void> {
  hasStatus(await clio.simulator.control('DELETE', 'faults'), 200);
  hasStatus(await clio.simulator.control('POST', 'faults', fault), 200);
}

const path = 'matters?limit=3&fields=id,description';

/** A fault that replaces the answer, and after it everything is as before. */
function answers(kind: string, status: number, type: RegExp | null) {
  return async (clio: Clio) => {
    await armed(clio, { kind, resource: 'matters' });
    const answer = await clio.ask('GET', path);
    hasStatus(answer, status);
    const given = answer.headers.get('content-type');
    if (type) holds(type.test(given ?? ''), `${type}, got ${given}`);
    else equals(answer.text, '', 'the body');
    hasStatus(await clio.ask('GET', path), 200);
  };
}

async function fails(act: () => Promise<unknown>, what: string): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Mismatch) throw error;
    return;
  }
  throw new Mismatch(`expected ${what}`);
}

export const faults: readonly Requirement[] = [
  must('FAULT-01', '§10', 'simulator', 'a storm of 429 for a number of requests', async (clio) => {
    await armed(clio, { kind: '429', count: 2, resource: 'matters' });
    const found = [await clio.ask('GET', path), await clio.ask('GET', path), await clio.ask('GET', path)];
    equals(
      found.map(({ status }) => status),
      [429, 429, 200],
      'the statuses',
    );
    holds(Number(found[0]?.headers.get('retry-after')) >= 1, 'Retry-After');
  }),
  must('FAULT-02', '§10', 'simulator', 'a storm of 429 for a time', async (clio) => {
    await armed(clio, { kind: '429', seconds: 30, resource: 'matters' });
    hasStatus(await clio.ask('GET', path), 429);
    await step(clio, 31);
    hasStatus(await clio.ask('GET', path), 200);
  }),
  must('FAULT-03', '§7.1', 'simulator', '500 with a page of HTML', answers('500', 500, /html/)),
  must('FAULT-04', '§7.1', 'simulator', '502 with a page of HTML', answers('502', 502, /html/)),
  must('FAULT-05', '§7.1', 'simulator', '503 with a page of HTML', answers('503', 503, /html/)),
  must('FAULT-06', '§7.1', 'simulator', '403 with a page of HTML', answers('403-html', 403, /html/)),
  must('FAULT-07', '§7.1', 'simulator', '400 without a body', answers('400-empty', 400, null)),
  must('FAULT-08', '§7.2', 'simulator', '409 while another change is under way', answers('409', 409, /json/)),
  must('FAULT-09', '§10', 'simulator', 'JSON that breaks off', async (clio) => {
    await armed(clio, { kind: 'truncate', resource: 'matters' });
    const answer = await clio.ask('GET', path);
    hasStatus(answer, 200);
    await fails(async () => JSON.parse(answer.text), 'no JSON');
  }),
  must('FAULT-10', '§10', 'simulator', 'a connection that ends before the answer', async (clio) => {
    await armed(clio, { kind: 'drop', resource: 'matters' });
    await fails(() => clio.ask('GET', path), 'no answer');
    hasStatus(await clio.ask('GET', path), 200);
  }),
  must('FAULT-11', '§10', 'simulator', 'a connection that ends in the middle of it', async (clio) => {
    await armed(clio, { kind: 'drop-midway', resource: 'matters' });
    const answer = await fetch(`${clio.origin}/api/v4/${path}`, {
      headers: { Authorization: `Bearer ${clio.token}`, 'User-Agent': 'Conformance/1.0' },
    });
    equals(answer.status, 200, 'the status');
    await fails(() => answer.text(), 'no whole body');
  }),
  must('FAULT-12', '§10', 'simulator', 'a wrong Content-Type', async (clio) => {
    await armed(clio, { kind: 'wrong-type', resource: 'matters' });
    const answer = await clio.ask('GET', path);
    holds(/html/.test(answer.headers.get('content-type') ?? ''), 'HTML as the type');
    holds(Array.isArray(answer.body['data']), 'JSON as the body');
  }),
  must('FAULT-13', '§10', 'simulator', 'a first byte that is slow', async (clio) => {
    await armed(clio, { kind: 'delay', delayMs: 60, resource: 'matters' });
    const started = performance.now();
    hasStatus(await clio.ask('GET', path), 200);
    holds(performance.now() - started >= 55, 'the answer to be held back');
  }),
  must('FAULT-14', '§10', 'simulator', 'a body that comes bit by bit', async (clio) => {
    await armed(clio, { kind: 'dribble', delayMs: 8, resource: 'matters' });
    const started = performance.now();
    const answer = await clio.ask('GET', path);
    holds(performance.now() - started >= 50 && Array.isArray(answer.body['data']), 'a slow and whole body');
  }),
  must('FAULT-15', '§10', 'simulator', 'by lot, the same for the same seed', async (clio) => {
    const drawn = async () => {
      await armed(clio, { kind: '500', count: null, probability: 0.5, seed: 'lot', resource: 'matters' });
      const found: number[] = [];
      for (let i = 0; i < 24; i++) found.push((await clio.ask('GET', 'matters?limit=1')).status);
      await clio.simulator.control('DELETE', 'faults');
      return found;
    };
    const first = await drawn();
    equals(await drawn(), first, 'the second drawing');
    equals(new Set(first).size, 2, 'the number of different statuses');
  }),
  must('FAULT-16', '§10', 'simulator', 'until it is cleared', async (clio) => {
    await armed(clio, { kind: '500', count: null, resource: 'matters' });
    for (let i = 0; i < 4; i++) hasStatus(await clio.ask('GET', path), 500);
    await clio.simulator.control('DELETE', 'faults');
    hasStatus(await clio.ask('GET', path), 200);
  }),
  must('FAULT-17', '§10', 'simulator', 'a clock that is off, in Date and X-RateLimit-Reset', async (clio) => {
    const mine = await freshly(clio);
    const right = await mine.ask('GET', 'users?limit=1');
    await clio.simulator.control('POST', 'clock', { skewSeconds: 600 });
    const wrong = await mine.ask('GET', 'users?limit=1');
    await clio.simulator.control('POST', 'clock', { skewSeconds: 0 });
    const off = Date.parse(wrong.headers.get('date') ?? '') - Date.parse(right.headers.get('date') ?? '');
    holds(off >= 599_000 && off < 630_000, `Date to be ten minutes off, it is ${off} ms`);
    const reset = (answer: typeof right) => Number(answer.headers.get('x-ratelimit-reset'));
    equals(reset(wrong) - reset(right), 600, 'how far Reset is off');
  }),
  must('FAULT-18', '§10', 'simulator', 'what was asked is on record, and can be waited for', async (clio) => {
    const { last } = (await clio.simulator.control('GET', 'requests?last=0')).body;
    await clio.ask('GET', 'matters?limit=1');
    const seen = await clio.simulator.control(
      'GET',
      `requests/wait?since=${last}&resource=matters&status=200&timeout=1`,
    );
    hasStatus(seen, 200);
    hasStatus(await clio.simulator.control('GET', 'requests/wait?resource=matters&timeout=0.01'), 408);
  }),
];
