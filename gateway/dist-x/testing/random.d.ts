/** Numbers that look random and are the same for the same seed (mulberry32), so that what was found can be found again. */
export declare class Random {
    #private;
    constructor(seed: number);
    /** From 0 up to 1. */
    next(): number;
    /** A whole number from 0 up to below the limit. */
    below(limit: number): number;
    chance(probability: number): boolean;
    /** One of the values. Throws where there is none. */
    of<Value>(values: readonly Value[]): Value;
}
