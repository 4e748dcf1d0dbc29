import { endsWithinMs, type KeptAnswers, keptForMs } from './kept-answers.ts';

interface Entry {
  hash: string;
  answer: string | undefined;
  until: number;
}

/** An attacker with a key fills no more memory than this: so many entries, and so many characters of all answers together. */
const entriesMax = 10_000;
const charactersMax = 50_000_000;

/** Answers in the memory of this process. */
export function createMemoryAnswers(now: () => number = Date.now): KeptAnswers {
  /** In the order in which they came: the first are the oldest. */
  const entries = new Map<string, Entry>();
  let characters = 0;
  const remove = (key: string) => {
    characters -= entries.get(key)?.answer?.length ?? 0;
    entries.delete(key);
  };
  const makeRoom = () => {
    for (const oldest of entries.keys()) {
      if (entries.size <= entriesMax && characters <= charactersMax) break;
      remove(oldest);
    }
  };
  return {
    async begin(key, hash) {
      const known = entries.get(key);
      if (known && known.until > now()) {
        if (known.hash !== hash) return { kind: 'other' };
        return known.answer === undefined ? { kind: 'under-way' } : { kind: 'done', answer: known.answer };
      }
      const entry: Entry = { hash, answer: undefined, until: now() + endsWithinMs };
      remove(key);
      entries.set(key, entry);
      makeRoom();
      return {
        kind: 'new',
        async keep(answer) {
          // It may have been forgotten meanwhile, or begun anew by somebody else.
          if (entries.get(key) !== entry) return;
          entry.answer = answer;
          entry.until = now() + keptForMs;
          characters += answer.length;
          makeRoom();
        },
        async forget() {
          if (entries.get(key) === entry) remove(key);
        },
      };
    },
    async close() {
      entries.clear();
      characters = 0;
    },
  };
}
