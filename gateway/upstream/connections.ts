import type { HttpDataSource } from './http-source.ts';
import type { UpstreamSocket } from './upstream-socket.ts';

/** Everything that is open towards one subgraph. */
export interface SubgraphConnection {
  source: HttpDataSource;
  /** For subscriptions; left out where there are none. */
  socket?: UpstreamSocket;
}

export interface HeldConnections {
  dataSources: Readonly<Record<string, HttpDataSource>>;
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>;
  /** Closes those that nobody else holds. */
  release(): Promise<void>;
}

/**
 * Connections to subgraphs, shared by the snapshots that need them. A subgraph that a new supergraph has at the same address
 * keeps its pool, its socket and what is known about its health; one that it does not have is closed by its last user.
 */
export class Connections {
  readonly #open: (name: string, url: string) => SubgraphConnection;
  readonly #held = new Map<string, { connection: SubgraphConnection; holders: number }>();

  constructor(open: (name: string, url: string) => SubgraphConnection) {
    this.#open = open;
  }

  /** Subgraphs, by name and address, that somebody holds. */
  get count(): number {
    return this.#held.size;
  }

  /** @param addresses of GraphQL endpoints, by the subgraph's name. */
  hold(addresses: ReadonlyMap<string, string>): HeldConnections {
    const own = [...addresses].map(([name, url]) => [name, this.#take(name, url)] as const);
    let held = true;
    return {
      dataSources: Object.fromEntries(own.map(([name, { source }]) => [name, source])),
      upstreamSockets: Object.fromEntries(own.flatMap(([name, { socket }]) => (socket ? [[name, socket]] : []))),
      release: async () => {
        if (!held) return;
        held = false;
        await Promise.all([...addresses].map(([name, url]) => this.#leave(name, url)));
      },
    };
  }

  #take(name: string, url: string): SubgraphConnection {
    const key = keyOf(name, url);
    const entry = this.#held.get(key) ?? { connection: this.#open(name, url), holders: 0 };
    entry.holders += 1;
    this.#held.set(key, entry);
    return entry.connection;
  }

  async #leave(name: string, url: string): Promise<void> {
    const key = keyOf(name, url);
    const entry = this.#held.get(key);
    if (!entry) return;
    entry.holders -= 1;
    if (entry.holders > 0) return;
    this.#held.delete(key);
    await Promise.all([entry.connection.socket?.close(), entry.connection.source.close()]);
  }
}

function keyOf(name: string, url: string): string {
  return `${name} ${url}`;
}
