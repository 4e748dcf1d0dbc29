import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { composeServices } from '@apollo/composition';
import { GraphQLError, parse, printSchema } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { contractSupergraph, publicTag } from './contract/contract.js';
import { referenceOf } from './contract/reference.js';
import { loadSupergraph } from './supergraph/supergraph.js';
/** The format of Rover's supergraph.yaml, as far as subgraphs come from files. */
const supergraphConfig = z.object({
    federation_version: z.string(),
    subgraphs: z.record(z.string(), z.object({ routing_url: z.url(), schema: z.object({ file: z.string() }) })),
});
/** Reads supergraph.yaml and the schema files that it names, relative to itself. Throws with the name of what is wrong. */
export function readSubgraphs(configFile) {
    const { subgraphs } = supergraphConfig.parse(parseYaml(readFileSync(configFile, 'utf8')));
    return Object.entries(subgraphs).map(([name, { routing_url: url, schema }]) => ({
        name,
        url,
        sdl: readFileSync(resolve(dirname(configFile), schema.file), 'utf8'),
    }));
}
export class CompositionFailed extends Error {
    constructor(mistakes) {
        super(`The subgraphs do not compose:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
        this.mistakes = mistakes;
    }
}
/** Composes subgraphs into one supergraph. Throws CompositionFailed. */
export function composeSubgraphs(subgraphs) {
    const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parsed(name, sdl) }));
    const { errors, supergraphSdl, hints } = composeServices(services);
    if (errors) {
        throw new CompositionFailed(errors.map(({ message, extensions }) => `${String(extensions['code'] ?? 'ERROR')}: ${message}`));
    }
    const contract = contractSupergraph(supergraphSdl, publicTag);
    const publicSchema = contract && loadSupergraph(contract).apiSchema;
    return {
        supergraphSdl: `${supergraphSdl.trimEnd()}\n`,
        apiSdl: `${printSchema(loadSupergraph(supergraphSdl).apiSchema)}\n`,
        publicSdl: publicSchema ? `${printSchema(publicSchema)}\n` : '',
        reference: publicSchema ? referenceOf(publicSchema, parse(supergraphSdl)) : '',
        hints: hints.map(({ definition, message }) => `${definition.code}: ${message}`),
    };
}
function parsed(name, sdl) {
    try {
        return parse(sdl);
    }
    catch (error) {
        const at = error instanceof GraphQLError ? error.locations?.[0] : undefined;
        throw new CompositionFailed([
            `${name}: ${error instanceof Error ? error.message : String(error)}${at ? ` (line ${at.line})` : ''}`,
        ]);
    }
}
//# sourceMappingURL=composition.js.map