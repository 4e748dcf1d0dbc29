import { Kind, parse } from 'graphql';
/** The addresses of subgraphs by name, as the supergraph itself states them (`join__Graph`). Throws where one has none. */
export function subgraphUrls(supergraphSdl) {
    const urls = new Map();
    for (const definition of parse(supergraphSdl).definitions) {
        if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph')
            continue;
        for (const { name, directives } of definition.values ?? []) {
            const graph = directives?.find((directive) => directive.name.value === 'join__graph');
            const subgraph = stringArgument(graph, 'name') ?? name.value;
            const url = stringArgument(graph, 'url');
            if (!url || !URL.canParse(url))
                throw new Error(`The supergraph states no address for the subgraph "${subgraph}".`);
            urls.set(subgraph, url);
        }
    }
    return urls;
}
function stringArgument(directive, name) {
    const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
    return value?.kind === Kind.STRING ? value.value : undefined;
}
//# sourceMappingURL=subgraph-urls.js.map