/** Seconds until so much is there, at least 1: a header tells whole seconds. */
export function secondsUntil(amount, left, { refillPerSecond }) {
    return Math.max(1, Math.ceil((amount - left) / refillPerSecond));
}
//# sourceMappingURL=budget.js.map