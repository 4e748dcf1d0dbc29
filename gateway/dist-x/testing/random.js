/** Numbers that look random and are the same for the same seed (mulberry32), so that what was found can be found again. */
export class Random {
    #state;
    constructor(seed) {
        this.#state = seed >>> 0;
    }
    /** From 0 up to 1. */
    next() {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let mixed = this.#state;
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    }
    /** A whole number from 0 up to below the limit. */
    below(limit) {
        return Math.floor(this.next() * limit);
    }
    chance(probability) {
        return this.next() < probability;
    }
    /** One of the values. Throws where there is none. */
    of(values) {
        const value = values[this.below(values.length)];
        if (value === undefined)
            throw new Error('there is nothing to choose from');
        return value;
    }
}
//# sourceMappingURL=random.js.map