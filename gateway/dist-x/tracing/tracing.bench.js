import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { queries, scopes, subgraphSdl } from '../bench/graph.js';
import { ask, cpuSeconds, forked, median, otherProcessors, stop } from '../bench/measured-process.js';
import { composeSubgraphs } from '../composition.js';
const connections = 50;
const warmUpSeconds = 3;
const self = fileURLToPath(import.meta.url);
const [role, ...given] = process.argv.slice(2);
const on = (ratio) => ({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: ratio });
const variants = {
    off: undefined,
    'one operation in twenty': on('0.05'),
    'every operation': on('1'),
};
if (role === 'subgraphs')
    process.send?.(await (await import('../bench/serve-subgraphs.js')).serveSubgraphs());
else if (role === 'gateway') {
    const { createLog } = await import('@smarterfirms/platform/log');
    await (await import('@smarterfirms/platform/start-tracing')).startTracing('gateway', createLog('gateway', 'fatal'));
    const urls = JSON.parse(given[1] ?? '{}');
    const { serveOurs } = await import('../bench/serve-ours.js');
    process.send?.(await serveOurs(readFileSync(given[0] ?? '', 'utf8'), urls, { scopes }));
}
else if (role === 'load') {
    const { load } = await import('../bench/load.js');
    process.on('message', async (options) => process.send?.(await load(options)));
}
else if (role === 'collector') {
    const collector = createServer((request, response) => {
        request.resume().on('end', () => response.end('{}'));
    });
    collector.listen(0, '127.0.0.1', () => process.send?.(collector.address().port));
}
else
    await compare();
async function compare() {
    const rounds = Number(process.env['ROUNDS'] ?? 3);
    const seconds = Number(process.env['SECONDS'] ?? 4);
    const directory = mkdtempSync(join(tmpdir(), 'tracing-'));
    const helpers = ['subgraphs', 'collector', 'load'].map((helper) => forked(self, [helper], otherProcessors));
    const [subgraphs, collector, loader] = helpers;
    const [[urls], [port]] = (await Promise.all([once(subgraphs, 'message'), once(collector, 'message')]));
    const file = join(directory, 'secured.graphql');
    const files = Object.entries(subgraphSdl(true)).map(([name, sdl]) => ({ name, sdl, url: urls[name] ?? '' }));
    writeFileSync(file, composeSubgraphs(files).supergraphSdl);
    const measured = new Map();
    try {
        for (let round = 0; round < rounds; round += 1)
            for (const [variant, sampling] of Object.entries(variants)) {
                const env = sampling && { ...sampling, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
                const gateway = forked(self, ['gateway', file, JSON.stringify(urls)], '0', env);
                try {
                    const [{ url, tokens }] = (await once(gateway, 'message'));
                    const [token] = tokens;
                    for (const [size, query] of Object.entries(queries)) {
                        await ask(loader, { url, query, token, connections, seconds: warmUpSeconds });
                        const cpuBefore = cpuSeconds(gateway);
                        const result = await ask(loader, { url, query, token, connections, seconds });
                        const one = {
                            rate: result.requests / result.seconds,
                            perCpu: result.requests / (cpuSeconds(gateway) - cpuBefore),
                            p99Ms: result.p99Ms,
                        };
                        const key = `${size} ${variant}`;
                        measured.set(key, [...(measured.get(key) ?? []), one]);
                    }
                }
                finally {
                    await stop(gateway);
                }
            }
    }
    finally {
        for (const helper of helpers)
            await stop(helper);
        rmSync(directory, { recursive: true });
    }
    process.stdout.write(`${connections} connections, median of ${rounds} rounds of ${seconds} s, Node ${process.version}\n`);
    for (const size of Object.keys(queries)) {
        const of = (variant, value) => median((measured.get(`${size} ${variant}`) ?? []).map((one) => one[value]));
        process.stdout.write(`\n${size}\n`);
        console.table(Object.keys(variants).map((variant) => ({
            traces: variant,
            'requests/s': Math.round(of(variant, 'rate')),
            ratio: (of(variant, 'rate') / of('off', 'rate')).toFixed(2),
            'per CPU second': Math.round(of(variant, 'perCpu')),
            'ratio of that': (of(variant, 'perCpu') / of('off', 'perCpu')).toFixed(2),
            'p99 ms': of(variant, 'p99Ms').toFixed(1),
        })));
    }
}
//# sourceMappingURL=tracing.bench.js.map