/** A number of 32 bits that depends on all of the text (FNV-1a with a final mix). */
export declare function hash(text: string): number;
/** A source of random choices that are the same for the same seed. */
export declare class Seeded {
    #private;
    constructor(seed: number);
    /** A whole number from 0 up to, and without, `below`. */
    below(below: number): number;
    chance(percent: number): boolean;
    pick<Item>(items: readonly Item[]): Item;
}
