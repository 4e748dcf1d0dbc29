/** A number of 32 bits that depends on all of the text (FNV-1a with a final mix). */
export function hash(text) {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1)
        value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) >>> 0;
}
/** A source of random choices that are the same for the same seed. */
export class Seeded {
    #state;
    constructor(seed) {
        this.#state = hash(`seed ${seed}`) || 1;
    }
    /** A whole number from 0 up to, and without, `below`. */
    below(below) {
        this.#state ^= this.#state << 13;
        this.#state ^= this.#state >>> 17;
        this.#state ^= this.#state << 5;
        return (this.#state >>> 0) % below;
    }
    chance(percent) {
        return this.below(100) < percent;
    }
    pick(items) {
        const item = items[this.below(items.length)];
        if (item === undefined)
            throw new Error('There is nothing to pick from.');
        return item;
    }
}
//# sourceMappingURL=seeded.js.map