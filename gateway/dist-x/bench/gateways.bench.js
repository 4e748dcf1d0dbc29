/**
 * Our gateway beside Apollo's and Hive's, over the same subgraphs, in one session.
 *
 * Each gateway is one process, pinned to the first processor where `taskset` is there; the subgraphs, which answer from
 * memory, and the load share the others. Gateways take turns: a round measures each of them once, and the table has the
 * median of the rounds, so that a machine that is busy for a while is busy for all. Every gateway must answer with the same
 * data. Requests per second of processor time say what a gateway costs, whoever else uses the machine.
 *
 * Ours has authentication, authorisation, cost control and logging on; theirs have nothing of the kind. Nobody shares
 * identical requests that are under way at the same time, but ours in its last row: all clients here are one person who asks
 * for one thing, which is what sharing is best at.
 *
 * ROUNDS (3) and SECONDS (4, per measurement) change how long it takes.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { composeSubgraphs } from '../composition.js';
import { queries, scopes, subgraphSdl } from './graph.js';
import { ask, canPin, cpuSeconds, forked, median, memoryMb, otherProcessors, pin, stop } from './measured-process.js';
const connections = 50;
const warmUpSeconds = 3;
const self = fileURLToPath(import.meta.url);
const rivals = fileURLToPath(new URL('../../bench/rivals', import.meta.url));
const [role, ...given] = process.argv.slice(2);
if (role === 'subgraphs')
    process.send?.(await (await import('./serve-subgraphs.js')).serveSubgraphs());
else if (role === 'stock')
    process.send?.({ url: await (await import('./serve-stock.js')).serveStock(readFileSync(given[0] ?? '', 'utf8')) });
else if (role === 'ours') {
    const { serveOurs } = await import('./serve-ours.js');
    const urls = JSON.parse(given[1] ?? '{}');
    const options = { share: given[2] === 'share', scopes };
    const { url, tokens } = await serveOurs(readFileSync(given[0] ?? '', 'utf8'), urls, options);
    process.send?.({ url, token: tokens[0] });
}
else if (role === 'load') {
    const { load } = await import('./load.js');
    process.on('message', async (options) => process.send?.(await load(options)));
}
else
    await compare();
async function compare() {
    const rounds = Number(process.env['ROUNDS'] ?? 3);
    const seconds = Number(process.env['SECONDS'] ?? 4);
    installRivals();
    const directory = mkdtempSync(join(tmpdir(), 'gateways-'));
    const subgraphs = forked(self, ['subgraphs'], otherProcessors);
    const [urls] = (await once(subgraphs, 'message'));
    const loader = forked(self, ['load'], otherProcessors);
    const file = (secured) => {
        const path = join(directory, secured ? 'secured.graphql' : 'open.graphql');
        const sdl = subgraphSdl(secured);
        const files = Object.entries(sdl).map(([name, text]) => ({ name, sdl: text, url: urls[name] ?? '' }));
        writeFileSync(path, composeSubgraphs(files).supergraphSdl);
        return path;
    };
    const open = file(false);
    const contestants = [
        { name: '@apollo/gateway + @apollo/server', start: () => startForked('stock', [open]) },
        { name: '@graphql-hive/gateway --jit', start: () => startHive(open, ['--jit'], directory) },
        {
            name: '@graphql-hive/gateway, native planner',
            start: () => startHive(open, ['--hive-router-runtime'], directory),
        },
        { name: 'ours', start: () => startForked('ours', [file(true), JSON.stringify(urls), 'apart']) },
        { name: 'ours, sharing requests', start: () => startForked('ours', [file(true), JSON.stringify(urls), 'share']) },
    ];
    const chosen = contestants.filter(({ name }) => !process.env['ONLY'] || name.includes(process.env['ONLY']));
    const measured = new Map();
    const hashes = {};
    try {
        for (let round = 0; round < rounds; round += 1)
            for (const { name, start } of chosen) {
                const { process: gateway, url, token } = await start();
                try {
                    await delay(500);
                    const restMb = memoryMb(gateway);
                    for (const [size, query] of Object.entries(queries)) {
                        const options = { url, query, token, connections, hash: hashes[size] };
                        await ask(loader, { ...options, seconds: warmUpSeconds });
                        const cpuBefore = cpuSeconds(gateway);
                        const result = await ask(loader, { ...options, seconds });
                        hashes[size] = result.hash;
                        const key = `${size} ${name}`;
                        const measurement = {
                            ...result,
                            restMb,
                            loadMb: memoryMb(gateway),
                            cpuSeconds: cpuSeconds(gateway) - cpuBefore,
                        };
                        measured.set(key, [...(measured.get(key) ?? []), measurement]);
                    }
                }
                finally {
                    await stop(gateway);
                }
            }
        print(chosen, measured, { rounds, seconds });
    }
    finally {
        await stop(subgraphs);
        await stop(loader);
        rmSync(directory, { recursive: true });
    }
}
function print(contestants, measured, { rounds, seconds }) {
    process.stdout.write(`${connections} connections, median of ${rounds} rounds of ${seconds} s, ${canPin ? 'gateway pinned to one processor' : 'not pinned'}, Node ${process.version}\n`);
    for (const size of Object.keys(queries)) {
        const rows = contestants.map(({ name }) => ({ name, all: measured.get(`${size} ${name}`) ?? [] }));
        const medianOf = (all, value) => median(all.map(value));
        const rate = (one) => one.requests / one.seconds;
        const perCpu = (one) => one.requests / one.cpuSeconds;
        const first = rows[0]?.all ?? [];
        const table = rows.map(({ name, all }) => ({
            gateway: name,
            'requests/s': Math.round(medianOf(all, rate)),
            ratio: (medianOf(all, rate) / medianOf(first, rate)).toFixed(1),
            'p50 ms': medianOf(all, ({ p50Ms }) => p50Ms).toFixed(1),
            'p99 ms': medianOf(all, ({ p99Ms }) => p99Ms).toFixed(1),
            'per CPU second': Math.round(medianOf(all, perCpu)),
            'ratio of that': (medianOf(all, perCpu) / medianOf(first, perCpu)).toFixed(1),
            'MB at rest': Math.round(medianOf(all, ({ restMb }) => restMb)),
            'MB under load': Math.round(medianOf(all, ({ loadMb }) => loadMb)),
        }));
        process.stdout.write(`\n${size}: an answer of ${first[0]?.bytes} bytes, data ${first[0]?.hash} from all\n`);
        console.table(table);
    }
}
async function startForked(name, args) {
    const child = forked(self, [name, ...args], '0');
    const [served] = (await once(child, 'message'));
    return { ...served, process: child };
}
async function startHive(supergraph, flags, directory) {
    const port = await freePort();
    const bin = join(rivals, 'node_modules/@graphql-hive/gateway/dist/bin.js');
    const child = spawn(process.execPath, [bin, 'supergraph', supergraph, '--host', '127.0.0.1', '--port', String(port), '--fork', '1', ...flags], {
        cwd: directory,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', DISABLE_TELEMETRY: '1' },
    });
    pin(child, '0');
    const url = `http://127.0.0.1:${port}/graphql`;
    for (let attempt = 0; attempt < 200; attempt += 1) {
        const ready = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"query":"{ __typename }"}',
        }).then(({ ok }) => ok, () => false);
        if (ready)
            return { url, process: child };
        await delay(200);
    }
    throw new Error('Hive Gateway did not start.');
}
function installRivals() {
    if (existsSync(join(rivals, 'node_modules/@graphql-hive/gateway')))
        return;
    process.stdout.write('installing the other gateways …\n');
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: rivals,
        stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0)
        throw new Error('The other gateways could not be installed from the package registry.');
}
async function freePort() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}
//# sourceMappingURL=gateways.bench.js.map