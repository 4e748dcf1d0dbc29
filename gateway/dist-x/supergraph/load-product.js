import { setImmediate as othersFirst } from 'node:timers/promises';
import { parse } from 'graphql';
import { unstatedFields } from '../access-check.js';
import { contractSupergraph, publicTag } from '../contract/contract.js';
import { createOperations } from '../operation/operations.js';
import { automaticDocuments, registeredDocuments } from '../persisted/documents.js';
import { loadSupergraphBeside } from './supergraph.js';
/**
 * The graph of our own application, and its public part for the clients of the public API, of one supergraph. Throws where
 * it is none, has a subgraph without an address, or would serve a field to everybody by mistake.
 */
export async function loadProduct({ sdl, registered }, { introspection, subgraphUrls, otherOperations = registered.length === 0, anyAccess, remembered }) {
    const supergraph = await loadSupergraphBeside(sdl);
    const unstated = anyAccess ? [] : unstatedFields(parse(sdl));
    if (unstated.length > 0)
        throw new Error(`Nobody's access is stated at ${unstated.join(', ')}.`);
    await othersFirst();
    const contract = contractSupergraph(sdl, publicTag);
    await othersFirst();
    return {
        main: {
            operations: createOperations(supergraph, { introspection }),
            documents: otherOperations ? automaticDocuments(registered, remembered.main) : registeredDocuments(registered),
        },
        contract: contract
            ? {
                operations: createOperations(await loadSupergraphBeside(contract), { introspection: true }),
                documents: automaticDocuments([], remembered.contract),
            }
            : undefined,
        addresses: new Map(supergraph.subgraphs.map((name) => [name, urlOf(name, subgraphUrls)])),
    };
}
function urlOf(name, urls) {
    const url = urls[name];
    if (!url)
        throw new Error(`SUBGRAPH_URLS has no address for the subgraph "${name}".`);
    return url;
}
//# sourceMappingURL=load-product.js.map