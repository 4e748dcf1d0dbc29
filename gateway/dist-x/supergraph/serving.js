/**
 * The snapshot that is served now, and the earlier ones that somebody still uses. What begins after a replacement finds the
 * new one; what is under way ends on its own, whose connections close with its last user.
 */
export class Serving {
    #entries = new Set();
    #current;
    constructor(first) {
        this.#current = this.#enter(first);
    }
    get current() {
        return this.#current.snapshot;
    }
    /** Snapshots that are open: one, and those that somebody still uses. */
    get open() {
        return this.#entries.size;
    }
    /** @returns undefined where the supergraph has no such graph. */
    use(name) {
        const graph = this.#current.snapshot[name];
        return graph && this.#use(this.#current, graph);
    }
    #use(entry, graph) {
        entry.users += 1;
        let listener;
        let ended = false;
        return {
            graph,
            another: () => this.#use(entry, graph),
            onReplaced: (tell) => {
                if (ended)
                    return;
                const told = () => {
                    entry.listeners.delete(told);
                    if (!ended)
                        tell();
                };
                listener = told;
                entry.listeners.add(told);
                // It has happened between the beginning and this call.
                if (entry.replaced)
                    queueMicrotask(told);
            },
            end: () => {
                if (ended)
                    return;
                ended = true;
                if (listener)
                    entry.listeners.delete(listener);
                entry.users -= 1;
                this.#closeUnused(entry);
            },
        };
    }
    /** From now on everything begins with this snapshot. */
    replace(next) {
        const before = this.#current;
        this.#current = this.#enter(next);
        before.replaced = true;
        for (const tell of [...before.listeners])
            tell();
        this.#closeUnused(before);
    }
    /** Closes every snapshot, used or not. */
    async close() {
        await Promise.all([...this.#entries].map(({ snapshot }) => snapshot.close()));
    }
    #enter(snapshot) {
        const entry = { snapshot, users: 0, replaced: false, listeners: new Set() };
        this.#entries.add(entry);
        return entry;
    }
    #closeUnused(entry) {
        if (!entry.replaced || entry.users > 0 || !this.#entries.delete(entry))
            return;
        void entry.snapshot.close();
    }
}
//# sourceMappingURL=serving.js.map