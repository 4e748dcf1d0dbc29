/** Buckets of this process: an attacker with many addresses fills no more memory than this. */
const bucketsMax = 100_000;
/** Budgets in the memory of this process. */
export function createMemoryBudgets(now = () => performance.now()) {
    const buckets = new Map();
    return {
        scope: 'local',
        take(budget, amount) {
            const bucket = bucketOf(budget);
            const ok = bucket.left >= amount;
            if (ok)
                spend(bucket, budget, amount);
            return { ok, left: bucket.left };
        },
        settle(budget, amount) {
            spend(bucketOf(budget), budget, -amount);
        },
        close: async () => buckets.clear(),
    };
    function bucketOf({ key, capacity, refillPerSecond }) {
        const at = now();
        const bucket = buckets.get(key);
        if (!bucket) {
            if (buckets.size >= bucketsMax)
                forget(at);
            const full = { left: capacity, at, fullAt: at };
            buckets.set(key, full);
            return full;
        }
        bucket.left = Math.min(capacity, bucket.left + ((at - bucket.at) * refillPerSecond) / 1_000);
        bucket.at = at;
        return bucket;
    }
    function spend(bucket, { capacity, refillPerSecond }, amount) {
        bucket.left = Math.min(capacity, bucket.left - amount);
        bucket.fullAt = bucket.at + ((capacity - bucket.left) / refillPerSecond) * 1_000;
    }
    /** Full ones first: forgetting them changes nothing. If all are in use, the ones that began first. */
    function forget(at) {
        for (const [key, { fullAt }] of buckets)
            if (fullAt <= at)
                buckets.delete(key);
        for (const key of buckets.keys()) {
            if (buckets.size < bucketsMax * 0.9)
                return;
            buckets.delete(key);
        }
    }
}
//# sourceMappingURL=memory-budgets.js.map