/** What is known of an intention when somebody comes with its key. */
export type Intention =
  /** Nobody has come with it: do it, then keep its answer, or forget it where surely nothing has come of it. */
  | { kind: 'new'; keep(answer: string): Promise<void>; forget(): Promise<void> }
  /** It has been done, and this was its answer. */
  | { kind: 'done'; answer: string }
  /** It is being done. */
  | { kind: 'under-way' }
  /** It was begun, and whoever did it never said what came of it: it may have happened. */
  | { kind: 'unknown' }
  /** The key was sent with something else. */
  | { kind: 'other' };

export interface IntentionKey {
  /** Whose it is: each client has keys of its own. */
  client: string;
  key: string;
}

/** Answers of what was done once and must not be done again. */
export interface KeptAnswers {
  /**
   * Rejects where nobody can say whether it has been done before: then it must not be done.
   *
   * @param hash of everything that was asked for.
   */
  begin(intention: IntentionKey, hash: string): Promise<Intention>;
}

/** How long an intention and its answer are remembered, in milliseconds: a day. */
export const keptForMs = 24 * 60 * 60 * 1_000;

/** After which nobody is at it any more who began it, in milliseconds: its process was killed, or cut off from the store. */
const endsWithinMs = 60_000;

export interface KeptIntention {
  hash: string;
  /** In milliseconds since 1970. */
  begunAt: number;
  answer?: string | undefined;
}

/** What a kept intention means to somebody who comes with its key now. */
export function knownIntention({ hash, begunAt, answer }: KeptIntention, asked: string, now: number): Intention {
  if (hash !== asked) return { kind: 'other' };
  if (answer !== undefined) return { kind: 'done', answer };
  return { kind: now - begunAt < endsWithinMs ? 'under-way' : 'unknown' };
}
