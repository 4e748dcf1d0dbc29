/** What is known of an intention when somebody comes with its key. */
export type Intention =
  /** Nobody has come with it: do it, then keep its answer, or forget it where nothing may have come of it. */
  | { kind: 'new'; keep(answer: string): Promise<void>; forget(): Promise<void> }
  /** It has been done, and this was its answer. */
  | { kind: 'done'; answer: string }
  /** It is being done. */
  | { kind: 'under-way' }
  /** The key was sent with something else. */
  | { kind: 'other' };

/** Answers of what was done once and must not be done again. */
export interface KeptAnswers {
  /** @param hash of everything that was asked for. */
  begin(key: string, hash: string): Promise<Intention>;
  close(): Promise<void>;
}

/** How long an answer is kept, in milliseconds: a day. */
export const keptForMs = 24 * 60 * 60 * 1_000;
/** After which one that never came to an end (its process was killed) may be begun again, in milliseconds. */
export const endsWithinMs = 60_000;
