/**
 * Prints the conformance list with what came of each requirement.
 *
 * With CLIO_BASE_URL (such as https://app.clio.com) and CLIO_ACCESS_TOKEN in the environment: against that account, and
 * only what reads. Without them: all of it, against a simulator of its own. Exits with 1 when a MUST failed.
 */
import { Clio } from './clio.ts';
import { requirements } from './list.ts';
import { sideOf, signedIn, startSimulator } from './own-simulator.ts';
import type { Requirement } from './requirement.ts';
import { type Verdict, verdictOn } from './verdict.ts';

const baseUrl = process.env['CLIO_BASE_URL'];
const accessToken = process.env['CLIO_ACCESS_TOKEN'];

const words = { reading: 'nothing', writing: 'an account that may be changed', simulator: 'a simulator' } as const;
const counts = { pass: 0, fail: 0, skip: 0 };
let failedMust = false;

async function judgeAll(judge: (requirement: Requirement) => Promise<Verdict>): Promise<void> {
  for (const requirement of requirements) {
    const { outcome, reason } = await judge(requirement);
    counts[outcome]++;
    failedMust ||= outcome === 'fail' && requirement.level === 'MUST';
    const { id, level, source, text } = requirement;
    process.stdout.write(`${outcome.padEnd(4)}  ${id.padEnd(12)} ${level.padEnd(6)} ${source.padEnd(6)} ${text}\n`);
    if (reason) process.stdout.write(`      ${reason}\n`);
  }
}

if (baseUrl && accessToken) {
  const clio = new Clio(new URL(baseUrl).href.replace(/\/$/, ''), accessToken);
  await judgeAll((requirement) =>
    requirement.needs === 'reading'
      ? verdictOn(requirement, clio)
      : Promise.resolve({ outcome: 'skip', reason: `it needs ${words[requirement.needs]}` }),
  );
} else if (baseUrl || accessToken) {
  process.stderr.write('Set both CLIO_BASE_URL and CLIO_ACCESS_TOKEN, or none of them.\n');
  process.exit(2);
} else {
  await using simulator = await startSimulator();
  const side = sideOf(simulator);
  await judgeAll(async (requirement) => verdictOn(requirement, await signedIn(side, simulator.hosts.us)));
}

process.stdout.write(`\n${counts.pass} passed, ${counts.fail} failed, ${counts.skip} skipped\n`);
process.exit(failedMust ? 1 : 0);
