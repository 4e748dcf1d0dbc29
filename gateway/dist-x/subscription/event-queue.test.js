import { expect, test } from '@jest/globals';
import { EventQueue } from './event-queue.js';
const queueOf = (max) => new EventQueue(max, () => new Error('too slow'));
test('values come in order, before the end', async () => {
    const queue = queueOf(4);
    const first = queue.take();
    queue.push(1);
    queue.push(2);
    queue.end();
    expect([await first, await queue.take(), await queue.take()]).toEqual([1, 2, undefined]);
});
test('a slow consumer loses the oldest, never the newest', async () => {
    const queue = queueOf(2);
    for (const value of [1, 2, 3])
        queue.push(value);
    queue.end();
    expect([await queue.take(), await queue.take(), await queue.take()]).toEqual([2, 3, undefined]);
});
test('a consumer that takes nothing at all is cut off, and nothing piles up', async () => {
    const queue = queueOf(2);
    for (let value = 0; value < 100; value += 1)
        queue.push(value);
    await expect(queue.take()).rejects.toThrow('too slow');
});
test('an error at the end comes after what is queued, an abort before it', async () => {
    const ending = queueOf(4);
    ending.push(1);
    ending.end(new Error('source'));
    expect(await ending.take()).toBe(1);
    await expect(ending.take()).rejects.toThrow('source');
    const aborted = queueOf(4);
    aborted.push(1);
    aborted.abort(new Error('now'));
    await expect(aborted.take()).rejects.toThrow('now');
});
//# sourceMappingURL=event-queue.test.js.map