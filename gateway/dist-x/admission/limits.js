import { z } from 'zod';
/** The most at once, and how fast it fills again. */
const bucket = z.object({ capacity: z.number().positive(), refillPerSecond: z.number().positive() });
/** What operations may cost, and how often the way in may be tried. */
const limits = z.strictObject({
    /** Of one operation, whatever the budget. */
    operationCostMax: z.number().positive(),
    /** Per person, in points of cost. */
    user: bucket,
    /** Per API key, in points of cost. */
    apiKey: bucket,
    /** Per client network of those who have not signed in, in points of cost. */
    anonymous: bucket,
    /** Accounts made from one client network. A whole firm may sit behind one address. */
    signUpsPerNetwork: bucket,
    /** Sign-ups with one email address: each sends a mail. */
    signUpsPerAccount: bucket,
    /** Sign-ins from one client network, right or wrong. Auth counts the wrong ones besides, and locks. */
    signInsPerNetwork: bucket,
    signInsPerAccount: bucket,
});
/** Some of the limits, to be used instead of those below. */
export const limitChanges = limits.partial();
const usual = {
    operationCostMax: 5_000,
    user: { capacity: 20_000, refillPerSecond: 200 },
    apiKey: { capacity: 10_000, refillPerSecond: 100 },
    anonymous: { capacity: 5_000, refillPerSecond: 50 },
    signUpsPerNetwork: { capacity: 20, refillPerSecond: 1 / 60 },
    signUpsPerAccount: { capacity: 5, refillPerSecond: 1 / 300 },
    signInsPerNetwork: { capacity: 60, refillPerSecond: 1 / 2 },
    signInsPerAccount: { capacity: 20, refillPerSecond: 1 / 15 },
};
/** The usual limits, with some changed. */
export function changedLimits(changes = {}) {
    return limits.parse({ ...usual, ...changes });
}
//# sourceMappingURL=limits.js.map