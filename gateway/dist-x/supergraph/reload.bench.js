/**
 * What planning ahead saves a first request, and what a reload costs those that are under way: the committed supergraph, the
 * web application's operations, a person with every permission, and subgraphs that answer at once with nothing.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { scopesOf } from '@smarterfirms/platform/access';
import { createLog } from '@smarterfirms/platform/log';
import { Kind, parse } from 'graphql';
import { serveOurs } from '../bench/serve-ours.js';
import { readManifest } from '../persisted/manifest.js';
import { fixedSource } from './source/source.js';
const log = createLog('gateway', 'warn');
const rounds = 6;
const reloads = 50;
const committed = readFileSync(new URL('../../supergraph.graphql', import.meta.url), 'utf8');
const registered = readManifest(readFileSync(new URL('../../../web/persisted-operations.json', import.meta.url), 'utf8'));
const queries = registered.filter(({ type, body }) => type === 'query' && needsNoVariable(body));
const subgraph = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json').end('{"data":{}}');
}).listen(0, '127.0.0.1');
await once(subgraph, 'listening');
const urls = Object.fromEntries(['auth', 'accounts', 'clio', 'data', 'notifications'].map((name) => [
    name,
    `http://127.0.0.1:${subgraph.address().port}/${name}`,
]));
await firstRequests();
await underLoad();
process.exit(0);
/** Gateways that know the operations and gateways that do not, in turn; the first round is for the compiler. */
async function firstRequests() {
    const times = { cold: [], ahead: [], again: [] };
    for (let round = 0; round < rounds; round += 1) {
        const [cold, ahead] = [await start([]), await start(registered)];
        for (const operation of queries) {
            const [coldMs, aheadMs] = [await timed(cold, operation), await timed(ahead, operation)];
            const againMs = await timed(ahead, operation);
            if (round === 0)
                continue;
            times.cold.push(coldMs);
            times.ahead.push(aheadMs);
            times.again.push(againMs);
        }
        await Promise.all([cold.gateway.stop(), ahead.gateway.stop()]);
    }
    const baseline = at(times.cold, 0.5);
    const row = (what, list) => process.stdout.write(`  ${what.padEnd(34)} p50 ${ms(at(list, 0.5))}  p95 ${ms(at(list, 0.95))}  max ${ms(Math.max(...list))}  ×${(at(list, 0.5) / baseline).toFixed(2)}\n`);
    process.stdout.write(`the first request of each of ${queries.length} operations, ${rounds - 1} gateways each\n`);
    row('not planned ahead (baseline)', times.cold);
    row('planned ahead', times.ahead);
    row('planned ahead, the second request', times.again);
}
/** The same load without reloads and with one after the other; then what is left in memory of fifty. */
async function underLoad() {
    let version = 0;
    const supergraph = {
        read: async () => `${committed}\n# ${version}\n`,
        watch: () => () => undefined,
    };
    const ours = await start(registered, supergraph);
    const reload = async () => {
        version += 1;
        const outcome = await ours.gateway.reload();
        if (outcome !== 'served')
            throw new Error(`a reload was ${outcome}`);
    };
    await load(ours, 1_000);
    const quiet = await load(ours, 4_000);
    let over = false;
    const reloading = (async () => {
        let count = 0;
        for (; !over; count += 1) {
            await reload();
            await delay(100);
        }
        return count;
    })();
    const busy = await load(ours, 4_000);
    over = true;
    const count = await reloading;
    process.stdout.write('eight clients, one request after the other\n');
    for (const [what, { times, failed }] of [
        ['no reload (baseline)', quiet],
        [`${count} reloads in four seconds`, busy],
    ])
        process.stdout.write(`  ${what.padEnd(34)} p50 ${ms(at(times, 0.5))}  p99 ${ms(at(times, 0.99))}  max ${ms(Math.max(...times))}  ×${(at(times, 0.5) / at(quiet.times, 0.5)).toFixed(2)}  ${times.length} answers, ${failed} failed\n`);
    await reload();
    const before = await heapMegabytes();
    for (let turn = 0; turn < reloads; turn += 1)
        await reload();
    const after = await heapMegabytes();
    process.stdout.write(`heap after one reload (baseline) ${before.toFixed(1)} MB, after ${reloads} more ${after.toFixed(1)} MB  ×${(after / before).toFixed(2)}\n`);
    await ours.gateway.stop();
}
async function start(operations, supergraph = fixedSource(committed)) {
    return serveOurs(committed, urls, {
        scopes: scopesOf('owner'),
        gateway: { log, supergraph, persistedOperations: fixedSource(operations), otherOperations: true },
    });
}
async function timed(ours, operation) {
    const startedAt = performance.now();
    await ask(ours, operation);
    return performance.now() - startedAt;
}
async function ask({ url, tokens: [token] }, { name, body }) {
    const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: body, operationName: name }),
    });
    await response.arrayBuffer();
    return response.status;
}
async function load(ours, forMs) {
    const until = performance.now() + forMs;
    const times = [];
    let failed = 0;
    await Promise.all(Array.from({ length: 8 }, async (_, client) => {
        for (let turn = client; performance.now() < until; turn += 1) {
            const operation = queries[turn % queries.length];
            if (!operation)
                throw new Error('there is no operation to send');
            const startedAt = performance.now();
            const status = await ask(ours, operation).catch(() => 0);
            times.push(performance.now() - startedAt);
            if (status !== 200)
                failed += 1;
        }
    }));
    return { times, failed };
}
function needsNoVariable(body) {
    return parse(body).definitions.every((definition) => definition.kind !== Kind.OPERATION_DEFINITION ||
        (definition.variableDefinitions ?? []).every(({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined));
}
async function heapMegabytes() {
    // Timers and closed connections of the last moments let go of what they hold first.
    await delay(1_000);
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
}
function at(times, share) {
    const sorted = [...times].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
function ms(value) {
    return `${value.toFixed(2).padStart(7)} ms`;
}
//# sourceMappingURL=reload.bench.js.map