/** What is not told apart any more: clients could fill the memory with made-up names otherwise. */
const others = 'others';
/** The values of a label as they come, until there are too many of them. */
export class Labels {
    #known = new Set();
    #max;
    constructor(max) {
        this.#max = max;
    }
    of(value) {
        if (value === undefined || value === '')
            return 'none';
        if (this.#known.has(value))
            return value;
        if (this.#known.size >= this.#max)
            return others;
        this.#known.add(value);
        return value;
    }
}
//# sourceMappingURL=labels.js.map