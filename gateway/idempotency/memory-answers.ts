import { endsWithinMs, type KeptAnswers, keptForMs } from './kept-answers.ts';

interface Entry {
  hash: string;
  answer: string | undefined;
  until: number;
}

/** An attacker with a key fills no more memory than this. */
const entriesMax = 10_000;

/** Answers in the memory of this process. */
export function createMemoryAnswers(now: () => number = Date.now): KeptAnswers {
  /** In the order in which they came: the first are the oldest. */
  const entries = new Map<string, Entry>();
  return {
    async begin(key, hash) {
      const known = entries.get(key);
      if (known && known.until > now()) {
        if (known.hash !== hash) return { kind: 'other' };
        return known.answer === undefined ? { kind: 'under-way' } : { kind: 'done', answer: known.answer };
      }
      const entry: Entry = { hash, answer: undefined, until: now() + endsWithinMs };
      entries.delete(key);
      entries.set(key, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= entriesMax) break;
        entries.delete(oldest);
      }
      return {
        kind: 'new',
        async keep(answer) {
          entry.answer = answer;
          entry.until = now() + keptForMs;
        },
        async forget() {
          if (entries.get(key) === entry) entries.delete(key);
        },
      };
    },
    close: async () => entries.clear(),
  };
}
