import { expect, test } from '@jest/globals';
import { ClientError } from '../operation/client-error.js';
import { SharedStream } from './shared-stream.js';
/** A feed whose source and whose completion of events the test plays itself. */
function playedFeed(...origin) {
    const source = { sink: undefined, subscribed: false, ended: false };
    const completions = [];
    const feed = {
        origin,
        subscribe: (sink) => {
            source.sink = sink;
            source.subscribed = true;
            return () => {
                source.subscribed = false;
            };
        },
        complete: (event) => new Promise((resolve) => {
            const state = event.data?.['state'];
            completions.push({ state, finish: (entity) => resolve({ data: { state, entity } }) });
        }),
        errorOf: ([first]) => new ClientError(first?.message ?? ''),
        end: () => {
            source.ended = true;
        },
    };
    const send = (state) => source.sink?.next({ data: { state } });
    return { feed, source, completions, send };
}
function stream(...origin) {
    const { feed, ...played } = playedFeed(...origin);
    let closed = 0;
    const shared = new SharedStream(feed, {
        tooSlow: () => new ClientError('too slow'),
        onClosed: () => {
            closed += 1;
        },
    });
    return { shared, ...played, closed: () => closed };
}
const dataOf = async (client) => {
    const step = await client.next();
    return step.done ? 'end' : step.value.data;
};
/** Everything that was set off so far has run: nothing here waits for anything outside. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
test('an event is completed once for all, and each of them gets it', async () => {
    const { shared, completions, send } = stream();
    const results = Promise.all([shared.join(), shared.join(), shared.join()].map(dataOf));
    send(1);
    completions[0]?.finish('a');
    expect(await results).toEqual(Array.from({ length: 3 }, () => ({ state: 1, entity: 'a' })));
    expect(completions).toHaveLength(1);
});
test('who joins later gets the last event at once, completed anew; the others do not get it twice', async () => {
    const { shared, completions, send } = stream();
    const early = shared.join();
    const first = dataOf(early);
    send(1);
    completions[0]?.finish('before');
    expect(await first).toEqual({ state: 1, entity: 'before' });
    const second = dataOf(early);
    const late = [shared.join(), shared.join()];
    const joined = Promise.all(late.map(dataOf));
    await settled();
    // The first who asks has the turn; the other one is served by the next.
    completions[1]?.finish('after');
    await settled();
    completions[2]?.finish('after');
    expect(await joined).toEqual([
        { state: 1, entity: 'after' },
        { state: 1, entity: 'after' },
    ]);
    send(2);
    completions.at(-1)?.finish('c');
    expect(await second).toEqual({ state: 2, entity: 'c' });
});
test('nobody gets an older state after a newer one, whenever they join and however long entities take', async () => {
    const { shared, completions, send } = stream();
    const clients = [];
    const follow = () => {
        const client = shared.join();
        const seen = [];
        const times = [];
        clients.push({ seen, times });
        void (async () => {
            for await (const { data } of client) {
                seen.push(Number(data?.['state']));
                times.push(Number(data?.['entity']));
            }
        })();
    };
    let finished = 0;
    /** Entities are as of the moment at which they come. */
    const finishNext = () => {
        completions[finished]?.finish(String(finished));
        finished += 1;
    };
    follow();
    for (let state = 1; state <= 60; state += 1) {
        send(state);
        if (state % 3 === 0)
            follow();
        await settled();
        if (state % 2 === 0)
            follow();
        if (state % 5 !== 0) {
            expect(completions.length - finished).toBeLessThanOrEqual(1);
            finishNext();
        }
        await settled();
    }
    while (finished < completions.length) {
        finishNext();
        await settled();
    }
    expect(clients).toHaveLength(51);
    const ascending = (values) => [...values].sort((a, b) => a - b);
    for (const { seen, times } of clients) {
        expect(seen.at(-1)).toBe(60);
        expect(seen).toEqual(ascending([...new Set(seen)]));
        expect(times).toEqual(ascending(times));
    }
});
test('a client that does not read costs the others nothing, and is cut off', async () => {
    const { shared, completions, send, source } = stream();
    const stuck = shared.join();
    const reading = shared.join();
    for (let state = 1; state <= 200; state += 1) {
        const result = dataOf(reading);
        send(state);
        completions.at(-1)?.finish('x');
        expect(await result).toMatchObject({ state });
    }
    await expect(stuck.next()).rejects.toThrow('too slow');
    expect(source.subscribed).toBe(true);
});
test('a client that is a little slow loses the oldest, and has the newest last', async () => {
    const { shared, completions, send, source } = stream();
    const slow = shared.join();
    const reading = shared.join();
    for (let state = 1; state <= 70; state += 1) {
        const result = dataOf(reading);
        send(state);
        completions.at(-1)?.finish('x');
        await result;
    }
    source.sink?.complete();
    const seen = [];
    for await (const { data } of slow)
        seen.push(data?.['state']);
    expect(seen).toEqual(Array.from({ length: 64 }, (_, at) => at + 7));
});
test('nothing is completed while nobody reads, and the stream fails when that goes on', async () => {
    const { shared, completions, send, source, closed } = stream();
    const client = shared.join();
    for (let state = 1; state <= 200; state += 1)
        send(state);
    expect(completions).toHaveLength(0);
    expect([source.subscribed, closed()]).toEqual([false, 1]);
    await expect(client.next()).rejects.toThrow('too slow');
});
test('one who is sent away gets the reason, and the others go on; the source is left with the last', async () => {
    const { shared, completions, send, source, closed } = stream();
    const expired = shared.join();
    const other = shared.join();
    const last = expired.next();
    const next = dataOf(other);
    expired.abort(new ClientError('expired'));
    await expect(last).rejects.toThrow('expired');
    send(1);
    completions[0]?.finish('a');
    expect(await next).toEqual({ state: 1, entity: 'a' });
    expect([source.subscribed, closed()]).toEqual([true, 0]);
    await other.return?.();
    expect([source.subscribed, closed()]).toEqual([false, 1]);
});
test('one who is sent away while entities are fetched does not get them', async () => {
    const { shared, completions, send } = stream();
    const revoked = shared.join();
    const last = revoked.next();
    send(1);
    revoked.abort(new ClientError('revoked'));
    completions[0]?.finish('secret');
    await expect(last).rejects.toThrow('revoked');
});
test.each([
    ['its end', (sink) => sink?.complete(), undefined],
    ['its failure', (sink) => sink?.error([new ClientError('source')]), 'source'],
])('%s reaches all after what came before it, and whoever comes then begins another stream', async (_, finish, error) => {
    const { shared, completions, send, source, closed } = stream();
    const clients = [shared.join(), shared.join()];
    send(1);
    finish(source.sink);
    expect(closed()).toBe(1);
    const results = Promise.all(clients.map(dataOf));
    completions[0]?.finish('a');
    expect(await results).toEqual([
        { state: 1, entity: 'a' },
        { state: 1, entity: 'a' },
    ]);
    for (const client of clients) {
        if (error)
            await expect(client.next()).rejects.toThrow(error);
        else
            expect(await client.next()).toEqual({ value: undefined, done: true });
    }
});
test('a feed of the same origin takes over what is open, and the one before it ends after what it has begun', async () => {
    const { shared, source, completions, send } = stream('same');
    const client = shared.join();
    const first = dataOf(client);
    send(1);
    const next = playedFeed('same');
    shared.goOver(next.feed);
    expect([source.subscribed, source.ended, next.source.subscribed]).toEqual([true, false, false]);
    completions[0]?.finish('before');
    expect(await first).toEqual({ state: 1, entity: 'before' });
    await settled();
    expect([source.subscribed, source.ended]).toEqual([true, true]);
    const second = dataOf(client);
    send(2);
    next.completions[0]?.finish('after');
    expect(await second).toEqual({ state: 2, entity: 'after' });
    await client.return?.();
    expect([source.subscribed, next.source.ended]).toEqual([false, true]);
});
test('two origins are open until the new one has spoken; what the old one has sent before that is told', async () => {
    const { shared, source, completions, send } = stream('old');
    const client = shared.join();
    const next = playedFeed('new');
    shared.goOver(next.feed);
    send(1);
    next.send(2);
    send(3);
    expect([source.subscribed, source.ended, next.source.subscribed]).toEqual([false, false, true]);
    const first = dataOf(client);
    completions[0]?.finish('before');
    expect(await first).toEqual({ state: 1, entity: 'before' });
    const second = dataOf(client);
    next.completions[0]?.finish('after');
    expect(await second).toEqual({ state: 2, entity: 'after' });
    expect(source.ended).toBe(true);
    // The end of the one that was left says nothing any more.
    source.sink?.complete();
    const third = dataOf(client);
    next.send(4);
    next.completions[1]?.finish('after');
    expect(await third).toEqual({ state: 4, entity: 'after' });
    await client.return?.();
    expect([next.source.subscribed, next.source.ended]).toEqual([false, true]);
});
test('one that is ended for all tells each client why', async () => {
    const { shared, source } = stream('any');
    const clients = [shared.join(), shared.join()];
    const ends = Promise.allSettled(clients.map((client) => client.next()));
    shared.abort(new ClientError('the graph has changed'));
    expect(await ends).toMatchObject([{ reason: { message: 'the graph has changed' } }, { reason: {} }]);
    expect([source.subscribed, source.ended, shared.open]).toEqual([false, true, false]);
});
//# sourceMappingURL=shared-stream.test.js.map