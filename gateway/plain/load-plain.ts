import { open } from '../access/requirement.ts';
import { createOperations } from '../operation/operations.ts';
import { automaticDocuments } from '../persisted/documents.ts';
import type { Release } from '../supergraph/release.ts';
import type { LoadedSupergraph } from '../supergraph/snapshot.ts';
import { loadSupergraphBeside } from '../supergraph/supergraph.ts';
import { subgraphUrls } from './subgraph-urls.ts';

/** Any supergraph as it is: everything is open to everybody, without limits, and subgraphs are where it says. */
export async function loadPlain({ sdl }: Release): Promise<LoadedSupergraph> {
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
