/**
 * The fields of draft-ietf-httpapi-ratelimit-headers (10): the policy, a quota that fills within a window, and what is left
 * of it with the seconds until it is full again.
 */
export function rateHeaders({ capacity, refillPerSecond }, left) {
    const whole = Math.max(0, Math.floor(left));
    return {
        'ratelimit-policy': `"cost";q=${capacity};w=${Math.ceil(capacity / refillPerSecond)}`,
        ratelimit: `"cost";r=${whole};t=${Math.max(0, Math.ceil((capacity - left) / refillPerSecond))}`,
    };
}
//# sourceMappingURL=rate-headers.js.map