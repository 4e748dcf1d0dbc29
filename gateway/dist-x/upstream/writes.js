/** Counts mutations that have come back from a subgraph, whatever became of them: what was fetched before may be outdated. */
export class Writes {
    #count = 0;
    get count() {
        return this.#count;
    }
    ended() {
        this.#count += 1;
    }
}
//# sourceMappingURL=writes.js.map