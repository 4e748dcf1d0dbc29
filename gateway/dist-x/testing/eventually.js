import { setTimeout as delay } from 'node:timers/promises';
/** Waits until the condition holds; fails after the deadline with what was last seen. */
export async function eventually(look, holds, deadlineMs = 15_000) {
    const until = Date.now() + deadlineMs;
    for (;;) {
        const value = await look();
        if (holds(value))
            return value;
        if (Date.now() > until)
            throw new Error(`it did not come to that; last seen: ${JSON.stringify(value)}`);
        await delay(10);
    }
}
//# sourceMappingURL=eventually.js.map