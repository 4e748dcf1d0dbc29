var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * What subscriptions cost: memory of idle ones, and how late events of active ones are.
 *
 * The gateway is one process, with authentication, authorisation, cost control and logging on; the subgraphs are another one,
 * and so are the clients, who look at nothing of an event but the time at which the subgraph sent it. The clock is the
 * machine's monotonic one, which they have in common. Memory is what the process has more of after garbage collection when
 * all subscriptions are open and each has had one event, than with the first 100 of them; what the kernel keeps for
 * sockets is not in it.
 *
 * The baseline is graphql-ws with nothing else: the clients subscribe at the subgraph itself, which looks at no token.
 *
 * IDLE (10,000 subscriptions), ACTIVE (1,000) and SECONDS (10, per measurement) change how much is measured; ONLY, words in
 * the name of a row, which.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { composeSubgraphs } from '../composition.js';
const eventsPerSecond = 2;
const firstSubscriptions = 100;
const idleSeconds = 5;
const idle = Number(process.env['IDLE'] ?? 10_000);
const active = Number(process.env['ACTIVE'] ?? 1_000);
const seconds = Number(process.env['SECONDS'] ?? 10);
const own = 'id sentAtMs entityType done total phase';
const ownFields = `subscription($job: ID!) { progress(job: $job) { ${own} } }`;
const withEntity = `subscription($job: ID!) { progress(job: $job) { ${own} firm { name timeZone } } }`;
const idleRows = [
    { name: 'graphql-ws alone', straight: true },
    { name: 'ours, a socket each' },
    { name: 'ours, a socket each, all the same', shared: true },
    { name: 'ours, 100 on a socket', perSocket: 100 },
    { name: 'ours, Server-Sent Events', transport: 'sse' },
];
const activeRows = [
    { name: 'graphql-ws alone, one subscriber', straight: true, count: 1 },
    { name: 'graphql-ws alone', straight: true },
    { name: 'graphql-ws alone, all the same', straight: true, shared: true },
    { name: 'ours, one subscriber', count: 1 },
    { name: 'ours' },
    { name: 'ours, all the same', shared: true },
    { name: 'ours, fields of another subgraph', query: withEntity },
    { name: 'ours, fields of another subgraph, all the same', query: withEntity, shared: true },
    { name: 'ours, Server-Sent Events', transport: 'sse' },
    { name: 'ours, Server-Sent Events, all the same', transport: 'sse', shared: true },
];
const [role] = process.argv.slice(2);
if (role === 'source')
    await playSource();
else if (role === 'gateway')
    await playGateway();
else if (role === 'clients')
    await playClients();
else
    await measure();
async function measure() {
    const chosen = (rows) => rows.filter(({ name }) => name.includes(process.env['ONLY'] ?? ''));
    process.stdout.write(`\n${idle} idle subscriptions\n`);
    const memory = [];
    let baseline;
    for (const row of chosen(idleRows)) {
        const measured = await measureIdle({ ...row, count: idle });
        baseline ??= measured.bytes;
        memory.push({
            subscriptions: row.name,
            'KB each': (measured.bytes / 1_024).toFixed(1),
            ratio: (measured.bytes / baseline).toFixed(1),
            'of that heap': (measured.heapBytes / 1_024).toFixed(1),
            'MB in all': Math.round(measured.residentMb),
            'CPU while idle': `${(measured.cpuShare * 100).toFixed(1)} %`,
        });
    }
    console.table(memory);
    process.stdout.write(`\n${active} active subscriptions at ${eventsPerSecond} events a second, ${seconds} s\n`);
    const delays = [];
    let alone;
    for (const row of chosen(activeRows)) {
        const { latencies, cpuShare } = await measureActive({ count: active, ...row });
        alone ??= latencies;
        delays.push({
            subscriptions: row.name,
            'events/s': Math.round(latencies.events / seconds),
            'p50 ms': latencies.p50Ms.toFixed(1),
            'p95 ms': latencies.p95Ms.toFixed(1),
            'p99 ms': latencies.p99Ms.toFixed(1),
            'ratio p50': (latencies.p50Ms / alone.p50Ms).toFixed(1),
            CPU: `${(cpuShare * 100).toFixed(0)} %`,
            'ms CPU per 1,000 events': Math.round((cpuShare * seconds * 1_000) / (latencies.events / 1_000)),
        });
    }
    console.table(delays);
}
async function measureIdle(row) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const stage = __addDisposableResource(env_1, await open(row), true);
        await stage.subscribe(Math.min(firstSubscriptions, row.count));
        const before = (await stage.serving('memory'));
        await stage.subscribe(row.count - firstSubscriptions);
        const after = (await stage.serving('memory'));
        const cpuShare = await stage.cpuShareDuring(() => delay(idleSeconds * 1_000));
        const more = row.count - firstSubscriptions;
        return {
            bytes: (after.heap + after.buffers - before.heap - before.buffers) / more,
            heapBytes: (after.heap - before.heap) / more,
            residentMb: after.resident / 1_048_576,
            cpuShare,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function measureActive(row) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const stage = __addDisposableResource(env_2, await open(row), true);
        await stage.subscribe(row.count);
        await stage.source('start', { perSecond: eventsPerSecond });
        // Three seconds are for the compiler.
        await delay(3_000);
        await stage.clients('reset');
        const cpuShare = await stage.cpuShareDuring(() => delay(seconds * 1_000));
        return { latencies: (await stage.clients('latencies')), cpuShare };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** The processes of one row. */
async function open({ straight, transport = 'websocket', query = ownFields, shared, perSocket = 1, count = 1 }) {
    const children = [];
    const started = (name) => {
        const child = fork(fileURLToPath(import.meta.url), [name], {
            stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
            env: { ...process.env, NODE_ENV: 'production' },
            execArgv: ['--expose-gc'],
        });
        children.push(child);
        return (order, more = {}) => ask(child, { order, ...more });
    };
    const source = started('source');
    const urls = (await source('urls'));
    const people = shared ? 1 : Math.ceil(count / 100);
    const gateway = straight ? undefined : started('gateway');
    const { url, tokens } = gateway
        ? (await gateway('serve', { urls, people }))
        : { url: urls['jobs'] ?? '', tokens: [] };
    const clients = started('clients');
    const serving = gateway ?? source;
    let subscribed = 0;
    return {
        source,
        clients,
        serving,
        /** Of one processor, of the process that is measured. */
        async cpuShareDuring(work) {
            const startedAt = performance.now();
            const before = Number(await serving('cpuMs'));
            await work();
            return (Number(await serving('cpuMs')) - before) / (performance.now() - startedAt);
        },
        /** Opens so many more, and waits until each has had an event. */
        async subscribe(more) {
            const subscriptions = Array.from({ length: more }, (_, at) => ({
                job: shared ? 'job' : `job${subscribed + at}`,
                token: tokens[(subscribed + at) % tokens.length],
            }));
            subscribed += more;
            await clients('open', { options: { url, transport, query, perSocket, subscriptions } });
            await source('listening', { count: shared && !straight ? 1 : subscribed });
            await clients('expect');
            await source('send');
            await clients('received');
        },
        async [Symbol.asyncDispose]() {
            for (const child of children) {
                child.kill('SIGKILL');
                if (child.exitCode === null && child.signalCode === null)
                    await once(child, 'exit');
            }
        },
    };
}
function ask(child, order) {
    return new Promise((resolve, reject) => {
        const stopped = () => reject(new Error(`A process of the benchmark stopped at "${order.order}": see above.`));
        child.once('exit', stopped);
        child.once('message', ({ answer }) => {
            child.off('exit', stopped);
            resolve(answer);
        });
        child.send(order);
    });
}
function obey(orders) {
    const known = { memory, cpuMs, ...orders };
    process.on('message', async (order) => {
        const answer = await known[order.order]?.(order);
        process.send?.({ answer });
    });
    process.on('disconnect', () => process.exit());
}
function memory() {
    for (let round = 0; round < 3; round += 1)
        globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heap: heapUsed, buffers: external, resident: rss };
}
function cpuMs() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
}
async function playSource() {
    const { serveStreamSource } = await import('../bench/stream-source.js');
    const source = await serveStreamSource();
    obey({
        urls: () => source.urls,
        listening: async ({ count }) => {
            while (source.listeners() !== count)
                await delay(20);
        },
        send: () => source.sendToAll(),
        start: ({ perSecond }) => void source.sendSteadily(Number(perSecond)),
    });
}
async function playGateway() {
    const { serveOurs } = await import('../bench/serve-ours.js');
    const { streamSdl } = await import('../bench/stream-source.js');
    obey({
        serve: ({ urls, people }) => {
            const addresses = urls;
            const files = Object.entries(streamSdl).map(([name, sdl]) => ({ name, sdl, url: addresses[name] ?? '' }));
            return serveOurs(composeSubgraphs(files).supergraphSdl, addresses, {
                share: true,
                scopes: ['sync:read'],
                people: Number(people),
                streamLimits: { socketsPerNetwork: 20_000, namelessSocketsPerNetwork: 20_000, httpStreamsPerClient: 20_000 },
            });
        },
    });
}
async function playClients() {
    const { openStreamClients } = await import('../bench/stream-clients.js');
    const opened = [];
    obey({
        open: async ({ options }) => void opened.push(await openStreamClients(options)),
        expect: () => {
            for (const clients of opened)
                clients.expectOne();
        },
        received: () => Promise.all(opened.map((clients) => clients.receivedOne())),
        reset: () => opened[0]?.reset(),
        latencies: () => opened[0]?.latencies(),
    });
}
//# sourceMappingURL=subscriptions.bench.js.map