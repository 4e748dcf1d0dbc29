const bucketsMax = 384;
const base = Math.log(1.1);
/** Bucket 0 ends at a microsecond, and each further one at 1.1 times the one before (reports.proto of Apollo's usage reports). */
function bucketOf(ms) {
    const bucket = Math.ceil(Math.log(ms * 1_000) / base);
    return Number.isNaN(bucket) ? 0 : Math.min(Math.max(bucket, 0), bucketsMax - 1);
}
/** How many took how long, in the buckets that Apollo counts in. */
export class DurationHistogram {
    #counts = new Map();
    add(ms) {
        const bucket = bucketOf(ms);
        this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
    }
    /** As in a report: counts from bucket 0 on, where a negative number stands for so many empty buckets in a row. */
    encoded() {
        const encoded = [];
        let next = 0;
        for (const [bucket, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
            const empty = bucket - next;
            if (empty > 0)
                encoded.push(empty === 1 ? 0 : -empty);
            encoded.push(count);
            next = bucket + 1;
        }
        return encoded;
    }
}
//# sourceMappingURL=duration-histogram.js.map