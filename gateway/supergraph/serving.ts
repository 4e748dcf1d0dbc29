import type { GraphName, ServedGraph, Snapshot } from './snapshot.ts';

/** One request's or stream's hold on the snapshot that it began with: nothing of it is closed before the end. */
export interface GraphUse {
  readonly graph: ServedGraph;
  /** One more of the same snapshot, that ends on its own. */
  another(): GraphUse;
  /** Calls once when a newer snapshot has taken over: what runs for long may go over to it then. */
  onReplaced(tell: () => void): void;
  /** May be called again; only the first time counts. */
  end(): void;
}

interface Entry {
  snapshot: Snapshot;
  users: number;
  replaced: boolean;
  listeners: Set<() => void>;
}

/**
 * The snapshot that is served now, and the earlier ones that somebody still uses. What begins after a replacement finds the
 * new one; what is under way ends on its own, whose connections close with its last user.
 */
export class Serving {
  readonly #entries = new Set<Entry>();
  #current: Entry;

  constructor(first: Snapshot) {
    this.#current = this.#enter(first);
  }

  get current(): Snapshot {
    return this.#current.snapshot;
  }

  /** Snapshots that are open: one, and those that somebody still uses. */
  get open(): number {
    return this.#entries.size;
  }

  /** @returns undefined where the supergraph has no such graph. */
  use(name: GraphName): GraphUse | undefined {
    const graph = this.#current.snapshot[name];
    return graph && this.#use(this.#current, graph);
  }

  #use(entry: Entry, graph: ServedGraph): GraphUse {
    entry.users += 1;
    let listener: (() => void) | undefined;
    let ended = false;
    return {
      graph,
      another: () => this.#use(entry, graph),
      onReplaced: (tell) => {
        if (ended) return;
        const told = () => {
          entry.listeners.delete(told);
          if (!ended) tell();
        };
        listener = told;
        entry.listeners.add(told);
        // It has happened between the beginning and this call.
        if (entry.replaced) queueMicrotask(told);
      },
      end: () => {
        if (ended) return;
        ended = true;
        if (listener) entry.listeners.delete(listener);
        entry.users -= 1;
        this.#closeUnused(entry);
      },
    };
  }

  /** From now on everything begins with this snapshot. */
  replace(next: Snapshot): void {
    const before = this.#current;
    this.#current = this.#enter(next);
    before.replaced = true;
    for (const tell of [...before.listeners]) tell();
    this.#closeUnused(before);
  }

  /** Closes every snapshot, used or not. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries].map(({ snapshot }) => snapshot.close()));
  }

  #enter(snapshot: Snapshot): Entry {
    const entry: Entry = { snapshot, users: 0, replaced: false, listeners: new Set() };
    this.#entries.add(entry);
    return entry;
  }

  #closeUnused(entry: Entry): void {
    if (!entry.replaced || entry.users > 0 || !this.#entries.delete(entry)) return;
    void entry.snapshot.close();
  }
}
