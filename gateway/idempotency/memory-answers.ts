import { type KeptAnswers, type KeptIntention, keptForMs, knownIntention } from './kept-answers.ts';

/** All clients together fill no more memory than this: so many keys, and so many characters of answers. */
const keysMax = 10_000;
const charactersMax = 50_000_000;

/** In the order in which they began: the first are the oldest. */
type Client = Map<string, KeptIntention>;

/**
 * Answers in the memory of this process.
 *
 * Where they become too many, the oldest of the client that has most go: whoever sends very many keys pushes out their own,
 * and nobody else's. What is under way stays.
 */
export function createMemoryAnswers(now: () => number = Date.now): KeptAnswers {
  const clients = new Map<string, { intentions: Client; characters: number }>();
  let keys = 0;
  let characters = 0;

  return {
    async begin({ client, key }, hash) {
      const known = clients.get(client)?.intentions.get(key);
      if (known && !isOver(known)) return knownIntention(known, hash, now());
      const intention: KeptIntention = { hash, begunAt: now() };
      remove(client, key);
      add(client, key, intention);
      makeRoom();
      const isStillThere = () => clients.get(client)?.intentions.get(key) === intention;
      return {
        kind: 'new',
        async keep(answer) {
          const own = clients.get(client);
          if (!own || !isStillThere()) return;
          intention.answer = answer;
          own.characters += answer.length;
          characters += answer.length;
          makeRoom();
        },
        async forget() {
          if (isStillThere()) remove(client, key);
        },
      };
    },
  };

  function isOver({ begunAt }: KeptIntention): boolean {
    return begunAt + keptForMs <= now();
  }

  function add(client: string, key: string, intention: KeptIntention): void {
    const own = clients.get(client) ?? { intentions: new Map(), characters: 0 };
    clients.set(client, own);
    own.intentions.set(key, intention);
    keys += 1;
  }

  function remove(client: string, key: string): void {
    const own = clients.get(client);
    const intention = own?.intentions.get(key);
    if (!own || !intention) return;
    const { length = 0 } = intention.answer ?? '';
    own.intentions.delete(key);
    own.characters -= length;
    keys -= 1;
    characters -= length;
    if (own.intentions.size === 0) clients.delete(client);
  }

  function makeRoom(): void {
    if (!isFull()) return;
    for (const [client, { intentions }] of clients)
      for (const [key, intention] of intentions) {
        if (!isOver(intention)) break;
        remove(client, key);
      }
    while (isFull()) {
      const client = largest();
      const oldest = client && firstAnswered(client);
      if (!oldest) return;
      remove(client, oldest);
    }
  }

  function isFull(): boolean {
    return keys > keysMax || characters > charactersMax;
  }

  /** The client that takes most of the room of which there is too little. */
  function largest(): string | undefined {
    let most = -1;
    let found: string | undefined;
    for (const [client, own] of clients) {
      const room = characters > charactersMax ? own.characters : own.intentions.size;
      if (room <= most) continue;
      most = room;
      found = client;
    }
    return found;
  }

  function firstAnswered(client: string): string | undefined {
    for (const [key, { answer }] of clients.get(client)?.intentions ?? []) if (answer !== undefined) return key;
    return undefined;
  }
}
