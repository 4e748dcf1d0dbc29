import type { Clio } from './clio.ts';
import { Mismatch, type Requirement, Skipped } from './requirement.ts';

export interface Verdict {
  outcome: 'pass' | 'fail' | 'skip';
  /** Why it failed or was skipped; empty where it passed. */
  reason: string;
}

/** Checks one requirement. Whatever a check throws that it does not mean to counts as a failure. */
export async function verdictOn({ check }: Requirement, clio: Clio): Promise<Verdict> {
  try {
    await check(clio);
    return { outcome: 'pass', reason: '' };
  } catch (error) {
    if (error instanceof Skipped) return { outcome: 'skip', reason: error.message };
    const reason = error instanceof Mismatch ? error.message : `the check broke off: ${String(error)}`;
    return { outcome: 'fail', reason };
  }
}
