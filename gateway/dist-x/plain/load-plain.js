import { open } from '../access/requirement.js';
import { createOperations } from '../operation/operations.js';
import { automaticDocuments } from '../persisted/documents.js';
import { loadSupergraphBeside } from '../supergraph/supergraph.js';
import { subgraphUrls } from './subgraph-urls.js';
/** Any supergraph as it is: everything is open to everybody, without limits, and subgraphs are where it says. */
export async function loadPlain({ sdl }) {
    const supergraph = { ...(await loadSupergraphBeside(sdl)), rules: { field: () => open } };
    return {
        main: {
            operations: createOperations(supergraph, { introspection: true, limits: false }),
            documents: automaticDocuments(),
        },
        contract: undefined,
        addresses: subgraphUrls(sdl),
    };
}
//# sourceMappingURL=load-plain.js.map