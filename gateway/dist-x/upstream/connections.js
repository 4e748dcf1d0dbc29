/**
 * Connections to subgraphs, shared by the snapshots that need them. A subgraph that a new supergraph has at the same address
 * keeps its pool, its socket and what is known about its health; one that it does not have is closed by its last user.
 */
export class Connections {
    #open;
    #held = new Map();
    constructor(open) {
        this.#open = open;
    }
    /** Subgraphs, by name and address, that somebody holds. */
    get count() {
        return this.#held.size;
    }
    /** @param addresses of GraphQL endpoints, by the subgraph's name. */
    hold(addresses) {
        const own = [...addresses].map(([name, url]) => [name, this.#take(name, url)]);
        let held = true;
        return {
            dataSources: Object.fromEntries(own.map(([name, { source }]) => [name, source])),
            upstreamSockets: Object.fromEntries(own.flatMap(([name, { socket }]) => (socket ? [[name, socket]] : []))),
            release: async () => {
                if (!held)
                    return;
                held = false;
                await Promise.all([...addresses].map(([name, url]) => this.#leave(name, url)));
            },
        };
    }
    #take(name, url) {
        const key = keyOf(name, url);
        const entry = this.#held.get(key) ?? { connection: this.#open(name, url), holders: 0 };
        entry.holders += 1;
        this.#held.set(key, entry);
        return entry.connection;
    }
    async #leave(name, url) {
        const key = keyOf(name, url);
        const entry = this.#held.get(key);
        if (!entry)
            return;
        entry.holders -= 1;
        if (entry.holders > 0)
            return;
        this.#held.delete(key);
        await Promise.all([entry.connection.socket?.close(), entry.connection.source.close()]);
    }
}
function keyOf(name, url) {
    return `${name} ${url}`;
}
//# sourceMappingURL=connections.js.map