/**
 * Composes the subgraphs of supergraph.yaml into gateway/supergraph.graphql, gateway/api.graphql (the schema of our own
 * application), gateway/public.graphql (that of the public API) and its reference in docs/api, all committed.
 *
 *   node gateway/dist/compose.js           composes and writes
 *   node gateway/dist/compose.js --check   fails when the committed files are not what the subgraphs compose to, or when
 *                                          a field states nobody's access
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'graphql';
import { staleExceptions, unknownRequirements, unstatedFields } from './access-check.js';
import { CompositionFailed, composeSubgraphs, readSubgraphs } from './composition.js';
import { undatedDeprecations } from './contract/deprecation-dates.js';
import { unsizedLists } from './cost-check.js';
const atRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const files = {
    supergraphSdl: 'gateway/supergraph.graphql',
    apiSdl: 'gateway/api.graphql',
    publicSdl: 'gateway/public.graphql',
    reference: 'docs/api/reference.md',
};
const check = process.argv.includes('--check');
const composition = compose();
for (const hint of composition.hints)
    process.stdout.write(`hint ${hint}\n`);
const mistakes = [...unstated(composition), ...(check ? outdated(composition) : [])];
if (!check) {
    for (const [part, file] of parts())
        writeFileSync(atRoot(file), composition[part]);
    process.stdout.write(`composed ${Object.values(files).join(', ')}\n`);
}
for (const mistake of mistakes)
    process.stderr.write(`${mistake}\n`);
process.exitCode = mistakes.length > 0 ? 1 : 0;
function compose() {
    try {
        return composeSubgraphs(readSubgraphs(atRoot('supergraph.yaml')));
    }
    catch (error) {
        if (!(error instanceof CompositionFailed))
            throw error;
        process.stderr.write(`${error.message}\n`);
        process.exit(1);
    }
}
function unstated({ supergraphSdl }) {
    const supergraph = parse(supergraphSdl);
    return [
        ...unstatedFields(supergraph).map((field) => `${field} states nobody's access: give it or its type @authenticated, @requiresScopes or @policy`),
        ...unknownRequirements(supergraph).map((name) => `the ${name} is asked for, but nobody can have it`),
        ...undatedDeprecations(supergraph).map((name) => `${name} is deprecated without a date: say in the reason from which day on it may be gone, as YYYY-MM-DD`),
        ...unsizedLists(supergraph).map((field) => `${field} is a list of unknown length: state it with @listSize, or what a page of it costs`),
        ...staleExceptions(supergraph).map((name) => `${name} is listed as open in gateway/access-check.ts but not in the graph`),
    ];
}
function outdated(composed) {
    return parts()
        .filter(([part, file]) => committed(file) !== composed[part])
        .map(([, file]) => `${file} is not what the subgraphs compose to: run "node gateway/dist/compose.js" and commit it`);
}
function committed(file) {
    try {
        return readFileSync(atRoot(file), 'utf8');
    }
    catch {
        return undefined;
    }
}
function parts() {
    return Object.entries(files);
}
//# sourceMappingURL=compose.js.map