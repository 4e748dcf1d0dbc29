import type { Clio } from './clio.ts';

/**
 * What a check needs beside a base URL and a token: nothing, a firm that may be changed, or the simulator's control door
 * (its clock, its faults, its authorize page that a script can answer). Only those that read may run against Clio itself.
 */
export type Needs = 'reading' | 'writing' | 'simulator';

/** One thing that Clio does, or that this simulator decided it does where nobody outside knows. */
export interface Requirement {
  /** Never given to anything else, also when the requirement is dropped. */
  readonly id: string;
  readonly level: 'MUST' | 'SHOULD';
  readonly text: string;
  /** Paragraph of the engineering reference on Clio Manage's API v4. */
  readonly source: string;
  readonly needs: Needs;
  /** Throws `Mismatch` when the server does something else, `Skipped` when the firm holds nothing to look at. */
  readonly check: (clio: Clio) => Promise<void>;
}

type Check = Requirement['check'];

export const must = (id: string, source: string, needs: Needs, text: string, check: Check): Requirement => ({
  id,
  level: 'MUST',
  text,
  source,
  needs,
  check,
});

export const should = (...[id, source, needs, text, check]: Parameters<typeof must>): Requirement => ({
  ...must(id, source, needs, text, check),
  level: 'SHOULD',
});

export class Mismatch extends Error {}

export class Skipped extends Error {}
