import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { composeSubgraphs } from '../composition.js';
import { registeredOperations } from '../persisted/register.js';
import { collect } from '../testing/collect.js';
import { eventually } from '../testing/eventually.js';
import { openStream } from '../testing/open-stream.js';
import { supergraphFile } from '../testing/supergraph-file.js';
import { ownFirm, startTestGraph } from '../testing/test-graph.js';
import { withNamedFirms } from '../testing/test-graph-schema.js';
import { person } from '../testing/test-keys.js';
import { supergraphId } from './release.js';
import { fileSource } from './source/file-source.js';
import { fixedSource } from './source/source.js';
// Dozens of supergraphs are composed and loaded, which takes a busy machine its time.
jest.setTimeout(120_000);
let graph;
let file;
let token;
beforeEach(async () => {
    const registered = registeredOperations([
        'query Plans { plans { code } } query Days { byDay(day: "1") } query Vault { vault { name } }',
    ]);
    graph = await startTestGraph(async (supergraphSdl) => {
        file = await supergraphFile(supergraphSdl);
        return {
            metricsPort: 0,
            supergraph: fileSource(file.path),
            persistedOperations: fixedSource(registered),
            otherOperations: true,
        };
    });
    token = await graph.token(person(['sync:read', 'firm:read'], ownFirm));
});
afterEach(async () => {
    await graph[Symbol.asyncDispose]();
    await file[Symbol.asyncDispose]();
});
const metrics = async () => (await fetch(String(graph.gateway.metricsUrl))).text();
const metric = async (line) => Number(new RegExp(`^${line} (\\d+)$`, 'm').exec(await metrics())?.[1]);
/** Writes it and waits until it is served, which the file system has told of or not. */
async function serve(sdl) {
    await file.replace(sdl);
    await eventually(metrics, (text) => text.includes(`gateway_supergraph_info{id="${supergraphId(sdl)}"} 1`));
}
const listening = (count) => eventually(() => graph.jobs.listeners, (now) => now === count);
const progress = (percent) => graph.jobs.send({ id: 'job_1', percent, firmId: ownFirm });
const sized = '{ size }';
const withoutSize = () => graph.supergraphWith({ data: (sdl) => sdl.replace('size: Int', 'length: Int') });
const watchFirm = 'subscription { progress(jobId: "job_1") { percent firm { name } } }';
test('queries and streams of every kind go through reloads without a failure, and their upstream streams stay', async () => {
    // Three people: the same subscription of one is one stream.
    const someone = () => graph.token(person(['sync:read'], ownFirm));
    const socket = collect(graph.socket(await someone()), watchFirm);
    const stream = async (accept) => openStream(graph.gateway.url, accept, { query: watchFirm, token: await someone() });
    const [events, parts] = [await stream('text/event-stream'), await stream('multipart/mixed;subscriptionSpec=1.0')];
    await listening(3);
    let over = false;
    const failures = [];
    let answers = 0;
    const asking = Array.from({ length: 2 }, async () => {
        while (!over) {
            const { status, body } = await graph.post(`query { firm(id: "${ownFirm}") { name clock } }`, { token });
            answers += 1;
            if (status !== 200 || body.errors || body.data?.firm.clock === undefined)
                failures.push({ status, body });
        }
    });
    let sent = 0;
    const seen = () => [
        socket.results.length,
        events.text().split('event: next').length - 1,
        parts.text().split('"percent"').length - 1,
    ];
    // The next event when all have the one before it: nobody is too slow.
    const sending = (async () => {
        while (!over) {
            sent += 1;
            progress(sent);
            await eventually(seen, (counts) => counts.every((count) => count >= sent));
        }
    })();
    const [one, other] = [graph.supergraphSdl, withoutSize()];
    for (const sdl of [other, one, other]) {
        const [answered, told] = [answers, sent];
        await serve(sdl);
        await eventually(() => answers > answered + 4 && sent > told + 1, (went) => went);
    }
    over = true;
    await Promise.all([...asking, sending]);
    expect(failures).toEqual([]);
    const percents = Array.from({ length: sent }, (_, index) => index + 1);
    expect(socket.results).toEqual(percents.map((percent) => ({ data: { progress: { percent, firm: { name: 'Own LLP' } } } })));
    for (const { text } of [events, parts])
        expect([...text().matchAll(/"percent":(\d+)/g)].map(([, percent]) => Number(percent))).toEqual(percents);
    expect([socket.end, graph.jobs.begun]).toEqual([undefined, 3]);
    events.close();
    parts.close();
});
test('the gateway listens when its plans are made, and not before', () => {
    const said = graph.logLines.map(({ msg }) => msg);
    const ready = said.indexOf('a supergraph is ready to be served');
    expect(graph.logLines[ready]).toMatchObject({ registered: 3, supergraph: supergraphId(graph.supergraphSdl) });
    expect(said.indexOf('the gateway is listening')).toBeGreaterThan(ready);
});
test('a new field can be asked for after the reload, and one that is gone no longer', async () => {
    expect((await graph.post(sized, { token })).body).toEqual({ data: { size: 1 } });
    await serve(withoutSize());
    expect((await graph.post(sized, { token })).body.errors).toMatchObject([
        { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    await serve(graph.supergraphSdl);
    expect((await graph.post(sized, { token })).body).toEqual({ data: { size: 1 } });
});
test('the public API comes, changes and goes with the supergraph', async () => {
    const ask = async (query) => {
        const response = await fetch(new URL('/api/graphql', graph.gateway.url), {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query }),
        });
        return { status: response.status, kept: response.headers.get('cache-control'), body: await response.json() };
    };
    const plans = {
        status: 200,
        kept: 'no-store',
        body: expect.objectContaining({ data: { plans: [{ code: 'trial' }] } }),
    };
    const tagged = (...fields) => graph.supergraphWith({
        accounts: (sdl) => fields.reduce((text, field) => text.replace(field, `${field} @tag(name: "public")`), sdl),
    });
    expect(await ask('{ plans { code } }')).toMatchObject({ status: 404 });
    await serve(tagged('plans: [Plan!]!'));
    expect(await ask('{ plans { code } }')).toEqual(plans);
    expect(await ask('{ fails }')).toMatchObject({
        body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
    await serve(tagged('plans: [Plan!]!', 'fails: String'));
    expect(await ask('{ plans { code } }')).toEqual(plans);
    expect(await ask('{ fails }')).toMatchObject({ status: 200, body: { data: { fails: null } } });
    await serve(graph.supergraphSdl);
    expect(await ask('{ plans { code } }')).toMatchObject({ status: 404 });
});
test('a stream that the new plan begins with another fetch goes over to another upstream stream, and loses nothing', async () => {
    const stream = collect(graph.socket(token), watchFirm);
    await listening(1);
    progress(1);
    await eventually(() => stream.results.length, (count) => count === 1);
    await serve(graph.supergraphWith({
        clio: withNamedFirms,
        accounts: (sdl) => sdl.replace(/(type Firm .*\n.*\n.*name: String)/, '$1 @shareable'),
    }));
    await listening(2);
    progress(2);
    await listening(1);
    progress(3);
    const as = (percent, name) => ({ data: { progress: { percent, firm: { name } } } });
    const last = as(3, 'Own LLP, as Clio has it');
    await eventually(() => stream.results, (results) => JSON.stringify(results.at(-1)) === JSON.stringify(last));
    const named = stream.results;
    expect(new Set(named.map(({ data }) => data.progress.percent))).toEqual(new Set([1, 2, 3]));
    expect([named[0], stream.end]).toEqual([as(1, 'Own LLP'), undefined]);
    expect(await metric('gateway_supergraph_snapshots')).toBe(1);
});
test('a stream whose field is gone, or that its client may not have any more, ends and says so; others go on', async () => {
    const client = graph.socket(token);
    const gone = collect(client, 'subscription { ticks }');
    const stays = collect(client, 'subscription { progress(jobId: "job_1") { percent } }');
    await listening(2);
    await serve(graph.supergraphWith({ clio: (sdl) => sdl.replace('ticks: Int', '') }));
    await eventually(() => gone.end, Boolean);
    expect(gone.end).toMatchObject({
        kind: 'errors',
        errors: [{ extensions: { code: 'SUBSCRIPTION_SCHEMA_CHANGED' } }],
    });
    await listening(1);
    progress(1);
    await eventually(() => stays.results.length, (count) => count === 1);
    await serve(graph.supergraphWith({
        clio: (sdl) => sdl.replace('Job! @requiresScopes(scopes: [["sync:read"]])', 'Job! @policy(policies: [["auditor"]])'),
    }));
    await eventually(() => stays.end, Boolean);
    expect(stays.end).toMatchObject({ kind: 'errors', errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await listening(0);
});
test('what is no supergraph, has a subgraph without an address, or breaks a registered operation is refused', async () => {
    const served = graph.supergraphSdl;
    const reports = { name: 'reports', url: 'http://127.0.0.1:1/graphql', sdl: 'type Query { reports: Int }' };
    const refusals = [
        ['this is no supergraph {', 'Syntax Error'],
        [composeSubgraphs([reports]).supergraphSdl, 'SUBGRAPH_URLS has no address for the subgraph "reports"'],
        [graph.supergraphWith({ accounts: (sdl) => sdl.replace('vault: Safe', 'cellar: Safe') }), 'Vault'],
    ];
    for (const [index, [sdl, reason]] of refusals.entries()) {
        await file.replace(sdl);
        await eventually(() => metric('gateway_supergraph_reloads_total{outcome="refused"}'), (count) => count === index + 1);
        const line = graph.logLines.findLast(({ reasons }) => reasons);
        expect(line).toMatchObject({ level: 50, supergraph: supergraphId(sdl), served: supergraphId(served) });
        expect(JSON.stringify(line?.['reasons'])).toContain(JSON.stringify(reason).slice(1, -1));
        expect((await graph.post(sized, { token })).body).toEqual({ data: { size: 1 } });
        // The one that was refused is not tried again until it changes.
        expect(await graph.gateway.reload()).toBe('unchanged');
    }
    expect(await metric('gateway_supergraph_reloads_total{outcome="served"}')).toBe(0);
    await serve(withoutSize());
    expect(await metric('gateway_supergraph_reloads_total{outcome="served"}')).toBe(1);
});
test('after fifty reloads one snapshot is left, and each subgraph has its connections once', async () => {
    const stream = collect(graph.socket(token), watchFirm);
    await listening(1);
    const [one, other] = [graph.supergraphSdl, withoutSize()];
    for (let count = 0; count < 25; count += 1)
        for (const sdl of [other, one]) {
            await file.replace(sdl);
            await graph.gateway.reload();
            await graph.post('{ plans { code } }');
        }
    expect(await metric('gateway_supergraph_reloads_total{outcome="served"}')).toBe(50);
    expect(await metric('gateway_supergraph_snapshots')).toBe(1);
    expect(await metric('gateway_subgraph_connections')).toBe(3);
    progress(1);
    await eventually(() => stream.results.length, (count) => count === 1);
    expect([stream.end, graph.jobs.begun]).toEqual([undefined, 1]);
    await serve(graph.supergraphWith({ data: () => undefined }));
    expect(await metric('gateway_subgraph_connections')).toBe(2);
});
//# sourceMappingURL=reload.test.js.map