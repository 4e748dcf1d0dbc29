/**
 * A cache of the entries that were used last: at most so many, and at least half as many.
 *
 * Entries are in two generations. What is found in the old one moves to the new one, and when the new one is full, the old
 * one is dropped as a whole. So finding an entry is one look in most cases, where keeping them in the exact order of their
 * use would move each at every look.
 */
export class Recent {
    #young = new Map();
    #old = new Map();
    #generationMax;
    constructor(max) {
        this.#generationMax = Math.max(1, Math.floor(max / 2));
    }
    get(key) {
        const value = this.#young.get(key);
        if (value !== undefined)
            return value;
        const older = this.#old.get(key);
        if (older !== undefined) {
            this.#old.delete(key);
            this.set(key, older);
        }
        return older;
    }
    set(key, value) {
        this.#young.set(key, value);
        // An older value of the key must not come back when this one is deleted.
        this.#old.delete(key);
        if (this.#young.size < this.#generationMax)
            return;
        this.#old = this.#young;
        this.#young = new Map();
    }
    /** Those of the younger generation first, and of each what came last. Looking does not count as using. */
    newestFirst() {
        return [this.#young, this.#old].flatMap((generation) => [...generation].reverse());
    }
    delete(key) {
        this.#young.delete(key);
        this.#old.delete(key);
    }
    clear() {
        this.#young.clear();
        this.#old.clear();
    }
}
//# sourceMappingURL=recent.js.map