import { setTimeout as delay } from 'node:timers/promises';

/** Longer than anything that is waited for takes on a machine that is busy with other tests. */
const waitMaxMs = 50_000;
const lookMs = 20;

/** Waits until something holds. @throws when it does not come, naming it: a test that waits for ever says nothing. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + waitMaxMs; !(await holds()); ) {
    if (Date.now() > endMs) throw new Error(`waited ${waitMaxMs / 1000} s in vain until ${what}`);
    await delay(lookMs);
  }
}
