import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { collect } from '../testing/collect.js';
import { eventually } from '../testing/eventually.js';
import { otherFirm, ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
let graph;
beforeEach(async () => {
    graph = await startTestGraph();
});
afterEach(async () => {
    await graph[Symbol.asyncDispose]();
});
const someone = () => person(['sync:read', 'firm:read'], ownFirm);
const listening = (count) => eventually(() => graph.jobs.listeners, (now) => now === count);
const progress = (percent, firmId = ownFirm) => graph.jobs.send({ id: 'job_1', percent, firmId });
const progressQuery = 'subscription { progress(jobId: "job_1") { percent } }';
test('each event is completed with entity fields of other subgraphs, through aliases, fragments, variables and conditions', async () => {
    const client = graph.socket(await graph.token(someone()));
    const stream = collect(client, `subscription Watch($job: ID!, $with: Boolean!) {
       state: progress(jobId: $job) {
         done: percent
         ...Owner
         notes { text ... on Remark { by } ... on Warning { level } }
       }
     }
     fragment Owner on Job { firm { title: name zone: timeZone clock @include(if: $with) } }`, { variables: { job: 'job_1', with: true } });
    await listening(1);
    progress(10);
    progress(20);
    await eventually(() => stream.results.length, (count) => count === 2);
    const state = (done) => ({
        data: {
            state: {
                done,
                firm: { title: 'Own LLP', zone: 'America/New_York', clock: 'noon in America/New_York' },
                notes: [
                    { text: 'a remark', by: 'Ann' },
                    { text: 'a warning', level: 2 },
                ],
            },
        },
    });
    expect(stream.results).toEqual([state(10), state(20)]);
});
test('keys and type names that were fetched for the plan do not show', async () => {
    const stream = collect(graph.socket(await graph.token(someone())), 'subscription { progress(jobId: "job_1") { firm { name } } }');
    await listening(1);
    progress(1);
    await eventually(() => stream.results.length, (count) => count === 1);
    expect(JSON.stringify(stream.results[0])).toBe('{"data":{"progress":{"firm":{"name":"Own LLP"}}}}');
});
test('the principal arrives at the owner of the stream and at the subgraphs of its entities', async () => {
    const owner = someone();
    const stream = collect(graph.socket(await graph.token(owner)), 'subscription { progress(jobId: "job_1") { firm { name } } }');
    await listening(1);
    progress(1);
    await eventually(() => stream.results.length, (count) => count === 1);
    const expected = expect.objectContaining({ userId: owner.userId, firmId: ownFirm });
    expect(graph.clio.principals).toEqual([expected]);
    expect(graph.accounts.principals).toEqual([expected]);
});
test('an entity of another firm stays unseen even when an event names it', async () => {
    const stream = collect(graph.socket(await graph.token(someone())), 'subscription { progress(jobId: "job_1") { percent firm { name } } }');
    await listening(1);
    progress(1, otherFirm);
    await eventually(() => stream.results.length, (count) => count === 1);
    expect(JSON.stringify(stream.results)).not.toContain('Other');
});
test('a stream whose root field is denied never begins', async () => {
    const anonymous = collect(graph.socket(), progressQuery);
    const unscoped = collect(graph.socket(await graph.token(person([], ownFirm))), progressQuery);
    await eventually(() => [anonymous.end, unscoped.end], ([a, b]) => Boolean(a && b));
    expect(anonymous.end).toMatchObject({
        kind: 'errors',
        errors: [{ path: ['progress'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(unscoped.end).toMatchObject({
        kind: 'errors',
        errors: [{ path: ['progress'], extensions: { code: 'FORBIDDEN' } }],
    });
    expect(graph.jobs.listeners).toBe(0);
});
test('a denied field below is null in every event, with its error, and is not fetched', async () => {
    const token = await graph.token(person(['sync:read'], ownFirm));
    const stream = collect(graph.socket(token), 'subscription { progress(jobId: "job_1") { percent firm { name revenue } } }');
    await listening(1);
    progress(1);
    progress(2);
    await eventually(() => stream.results.length, (count) => count === 2);
    for (const result of stream.results) {
        expect(result).toMatchObject({
            data: { progress: { firm: { name: 'Own LLP', revenue: null } } },
            errors: [{ path: ['progress', 'firm', 'revenue'], extensions: { code: 'FORBIDDEN' } }],
        });
    }
    expect(graph.accounts.calls.map(({ query }) => query).join()).not.toContain('revenue');
});
test('a syntax error, an invalid document and @include on the root field end their own operation only', async () => {
    const client = graph.socket(await graph.token(someone()));
    const good = collect(client, progressQuery);
    await listening(1);
    const bad = [
        collect(client, 'subscription { progress('),
        collect(client, 'subscription { nothing }'),
        collect(client, 'subscription($a: Boolean!) { progress(jobId: "1") @include(if: $a) { percent } }', {
            variables: { a: true },
        }),
        collect(client, 'subscription($j: ID!) { progress(jobId: $j) { percent } }'),
        collect(client, '{ _entities(representations: []) { __typename } }'),
    ];
    await eventually(() => bad.map(({ end }) => end?.kind), (ends) => ends.every((end) => end === 'errors'));
    progress(7);
    await eventually(() => good.results.length, (count) => count === 1);
    expect(good.end).toBeUndefined();
});
test('a client that stops ends the stream at the subgraph', async () => {
    const client = graph.socket(await graph.token(someone()));
    const first = collect(client, 'subscription { progress(jobId: "job_2") { percent } }');
    const second = collect(client, progressQuery);
    await listening(2);
    first.stop();
    await listening(1);
    progress(3);
    await eventually(() => second.results.length, (count) => count === 1);
    expect(first.results).toEqual([]);
});
test('a client whose socket breaks ends its streams at the subgraph', async () => {
    const client = graph.socket(await graph.token(someone()));
    collect(client, progressQuery);
    await listening(1);
    client.terminate();
    await listening(0);
});
test('a subgraph that is killed and comes back goes on streaming, and the client notices nothing', async () => {
    const stream = collect(graph.socket(await graph.token(someone())), progressQuery);
    await listening(1);
    progress(1);
    await eventually(() => stream.results.length, (count) => count === 1);
    await graph.clio.stop();
    await listening(0);
    await graph.clio.start();
    await listening(1);
    progress(2);
    await eventually(() => stream.results.length, (count) => count === 2);
    expect(stream.end).toBeUndefined();
});
test('a subgraph of the entities that is away costs its fields, not the stream', async () => {
    const stream = collect(graph.socket(await graph.token(someone())), 'subscription { progress(jobId: "job_1") { percent firm { clock } } }');
    await listening(1);
    await graph.data.stop();
    progress(1);
    await eventually(() => stream.results.length, (count) => count === 1);
    expect(stream.results[0]).toMatchObject({
        data: { progress: { percent: 1, firm: { clock: null } } },
        errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
    await graph.data.start();
    progress(2);
    await eventually(() => stream.results.length, (count) => count === 2);
    expect(stream.results[1]).toMatchObject({ data: { progress: { firm: { clock: 'noon in America/New_York' } } } });
});
test('a stream ends when its token expires, though nothing happens in it, and goes on with a new token on the same socket', async () => {
    const owner = someone();
    const client = graph.socket(await graph.token(owner, { expiresIn: 4 }));
    const stream = collect(client, progressQuery);
    await listening(1);
    await eventually(() => stream.end, Boolean);
    expect(stream.end).toMatchObject({
        kind: 'errors',
        errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'expired' } }],
    });
    await listening(0);
    const late = collect(client, progressQuery);
    await eventually(() => late.end, Boolean);
    expect(late.end).toMatchObject({ kind: 'errors', errors: [{ extensions: { reason: 'expired' } }] });
    const renewed = collect(client, progressQuery, {
        extensions: { authorization: `Bearer ${await graph.token(owner)}` },
    });
    await listening(1);
    progress(5);
    await eventually(() => renewed.results.length, (count) => count === 1);
});
test('a revoked session loses its open streams and cannot begin another', async () => {
    const owner = someone();
    const token = await graph.token(owner);
    const client = graph.socket(token);
    const stream = collect(client, progressQuery);
    const other = collect(graph.socket(await graph.token(someone())), progressQuery);
    await listening(2);
    graph.revoke(owner.sessionId);
    await eventually(() => stream.end, Boolean);
    expect(stream.end).toMatchObject({
        kind: 'errors',
        errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'revoked' } }],
    });
    await listening(1);
    const again = collect(client, progressQuery);
    await eventually(() => again.end, Boolean);
    // The client had closed its idle socket: it is refused when it opens another.
    expect(again.end).toMatchObject({ kind: 'closed', cause: { code: 4403, reason: 'Forbidden: revoked' } });
    expect(other.end).toBeUndefined();
});
test('a socket with a token that is not good is closed with 4403 and the reason', async () => {
    const expired = collect(graph.socket(await graph.token(someone(), { expiresIn: -60 })), progressQuery);
    const forged = collect(graph.socket('not.a.token'), progressQuery);
    await eventually(() => [expired.end, forged.end], ([a, b]) => Boolean(a && b));
    expect(expired.end).toMatchObject({ kind: 'closed', cause: { code: 4403, reason: 'Forbidden: expired' } });
    expect(forged.end).toMatchObject({ kind: 'closed', cause: { code: 4403, reason: 'Forbidden: invalid' } });
});
test('queries and mutations over the socket are what they are over HTTP', async () => {
    const client = graph.socket(await graph.token(person(['firm:write', 'firm:read'], ownFirm)));
    const query = collect(client, `{ firm(id: "${ownFirm}") { name revenue clock } }`);
    const mutation = collect(client, 'mutation { rename(name: "New") { name } }');
    const failing = collect(client, '{ fails }');
    const introspection = collect(client, '{ __schema { types { name } } }');
    await eventually(() => [query, mutation, failing, introspection].map(({ end }) => end), (ends) => ends.every(Boolean));
    expect(query.results).toMatchObject([
        {
            data: { firm: { name: 'Own LLP', revenue: null, clock: 'noon in America/New_York' } },
            errors: [{ path: ['firm', 'revenue'], extensions: { code: 'FORBIDDEN' } }],
        },
    ]);
    expect(mutation.results).toEqual([{ data: { rename: { name: 'New' } } }]);
    expect(failing.results[0]?.errors?.[0]?.message).toMatch(/^Something went wrong on our side\./);
    expect(JSON.stringify(failing.results)).not.toContain('10.1.1.1');
    expect(introspection.end).toMatchObject({ kind: 'errors' });
});
test('a page of a foreign origin gets no socket', async () => {
    const opened = (origin) => new Promise((resolve) => {
        const socket = new WebSocket(graph.socketUrl, 'graphql-transport-ws', { origin });
        socket.on('open', () => {
            socket.close();
            resolve('open');
        });
        socket.on('error', (error) => resolve(error.message));
    });
    expect(await opened('https://evil.test')).toContain('403');
    expect(await opened('https://web.test')).toBe('open');
});
test('stopping the gateway tells sockets to go elsewhere', async () => {
    const stream = collect(graph.socket(await graph.token(someone())), progressQuery);
    await listening(1);
    await graph.gateway.stop();
    await eventually(() => stream.end, Boolean);
    expect(stream.end).toMatchObject({ kind: 'closed', cause: { code: 1001 } });
    await listening(0);
});
test('one line in the log tells of each stream, without its variables', async () => {
    const stream = collect(graph.socket(await graph.token(someone())), 'subscription Secretly($job: ID!) { progress(jobId: $job) { percent } }', { variables: { job: 'job_secret' } });
    await listening(1);
    progress(1);
    await eventually(() => stream.results.length, (count) => count === 1);
    stream.stop();
    const line = await eventually(() => graph.logLines.find(({ operationName }) => operationName === 'Secretly'), Boolean);
    expect(line).toMatchObject({ transport: 'websocket', operationType: 'subscription', results: 1, firmId: ownFirm });
    expect(JSON.stringify(graph.logLines)).not.toContain('job_secret');
});
//# sourceMappingURL=federated-subscription.test.js.map