/**
 * Publishes the subgraphs of supergraph.yaml to GraphQL Studio, with Rover: `npm run publish:graph`.
 *
 *   APOLLO_KEY        of the graph, with the right to publish
 *   APOLLO_GRAPH_REF  <graph>@<variant>
 *   SUBGRAPH_URLS     the addresses that Studio shows, as the gateway has them; without it, it shows none
 *
 * Ends with 1 where something is missing or a subgraph was not taken; the others are published all the same.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jsonVariable, readEnv } from '@smarterfirms/platform/environment';
import { z } from 'zod';
import { readSubgraphs } from './composition.js';
import { roverProgram } from './supergraph/rover-program.js';
const needed = { error: 'is missing: GraphQL Studio gives it to you in the settings of the graph' };
const env = readEnv(z.object({
    APOLLO_KEY: z.string(needed).min(1, needed),
    APOLLO_GRAPH_REF: z.string(needed).regex(/^[\w-]+@[\w-]+$/, { error: 'expected <graph>@<variant>' }),
    SUBGRAPH_URLS: jsonVariable(z.record(z.string(), z.url())).default({}),
}));
const rover = roverProgram();
if (!rover) {
    process.stderr.write(`npm brings no Rover for ${process.platform}-${process.arch}: publish from another machine.\n`);
    process.exit(1);
}
const failed = [];
for (const { name, sdl } of readSubgraphs(fileURLToPath(new URL('../../supergraph.yaml', import.meta.url)))) {
    const url = env.SUBGRAPH_URLS[name];
    const address = url ? ['--routing-url', url, '--allow-invalid-routing-url'] : ['--no-url'];
    process.stdout.write(`publishing ${name} …\n`);
    const { status } = spawnSync(rover, ['--skip-update-check', 'subgraph', 'publish', env.APOLLO_GRAPH_REF, '--name', name, '--schema', '-', ...address], { input: sdl, stdio: ['pipe', 'inherit', 'inherit'], env: { APOLLO_TELEMETRY_DISABLED: '1', ...process.env } });
    if (status !== 0)
        failed.push(name);
}
if (failed.length > 0)
    process.stderr.write(`Not published: ${failed.join(', ')}. Rover says above why.\n`);
process.exit(failed.length === 0 ? 0 : 1);
//# sourceMappingURL=publish-graph.js.map