/** How many took how long, in the buckets that Apollo counts in. */
export declare class DurationHistogram {
    #private;
    add(ms: number): void;
    /** As in a report: counts from bucket 0 on, where a negative number stands for so many empty buckets in a row. */
    encoded(): number[];
}
