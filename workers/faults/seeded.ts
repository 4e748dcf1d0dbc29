import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** Decisions that the same seed repeats. */
export interface Seeded {
  seed: string;
  /** From 0 up to 1, without 1. */
  number(): number;
  chance(share: number): boolean;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
}

/** The seed of this run of the suite: FAULT_SEED, or always the same one. */
const suiteSeed = process.env['FAULT_SEED'] ?? 'faults';

/** @param name tells the tests of one run apart, so that each has lots of its own. */
export function seeded(name: string): Seeded {
  const seed = `${suiteSeed}/${name}`;
  let drawn = 0;
  const number = () => {
    drawn++;
    return createHash('sha256').update(`${seed}/${drawn}`).digest().readUIntBE(0, 6) / 2 ** 48;
  };
  return {
    seed,
    number,
    chance: (share) => number() < share,
    between: (least, most) => least + Math.floor(number() * (most - least + 1)),
  };
}

/**
 * Says how many fault points a test has tried, and from which seed. Where FAULT_POINTS_FILE names a file, as in
 * `npm run test:faults`, it is noted there too, for the sum at the end.
 */
export function report(what: string, points: number, { seed }: Pick<Seeded, 'seed'>): void {
  process.stderr.write(`fault points: ${points} × ${what} (seed ${seed})\n`);
  const file = process.env['FAULT_POINTS_FILE'];
  if (file) appendFileSync(file, `${JSON.stringify({ what, points, seed })}\n`);
}
