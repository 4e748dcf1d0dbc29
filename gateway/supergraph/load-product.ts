import { isTracing } from '@smarterfirms/platform/is-tracing';
import { contractSupergraph, publicTag } from '../contract/contract.ts';
import { createOperations, type Operations } from '../operation/operations.ts';
import { automaticDocuments, type RememberedDocuments, registeredDocuments } from '../persisted/documents.ts';
import type { PersistedOperation } from '../persisted/manifest.ts';
import { tracedOperations } from '../tracing/traced-operations.ts';
import type { LoadedSupergraph } from './snapshot.ts';
import { loadSupergraph } from './supergraph.ts';

export interface ProductOptions {
  introspection: boolean;
  /** By subgraph name; every subgraph of the supergraph needs one. */
  subgraphUrls: Readonly<Record<string, string>>;
  /** What the web application sends, by id. */
  registered: readonly PersistedOperation[];
  /** Whether the first-party endpoint and its sockets take any other operation. */
  otherOperations: boolean;
  /** What clients of each graph have registered themselves; it outlives the supergraph. */
  remembered: { main: RememberedDocuments; contract: RememberedDocuments };
}

/**
 * The graph of our own application, and its public part for the clients of the public API, of one supergraph. Throws where
 * it is none, or has a subgraph without an address.
 */
export function loadProduct(
  sdl: string,
  { introspection, subgraphUrls, registered, otherOperations, remembered }: ProductOptions,
): LoadedSupergraph {
  const supergraph = loadSupergraph(sdl);
  const contract = contractSupergraph(sdl, publicTag);
  return {
    main: {
      operations: traced(createOperations(supergraph, { introspection })),
      documents: otherOperations ? automaticDocuments(registered, remembered.main) : registeredDocuments(registered),
    },
    contract: contract
      ? {
          operations: traced(createOperations(loadSupergraph(contract), { introspection: true })),
          documents: automaticDocuments([], remembered.contract),
        }
      : undefined,
    addresses: new Map(supergraph.subgraphs.map((name) => [name, urlOf(name, subgraphUrls)])),
  };
}

function traced(operations: Operations): Operations {
  return isTracing() ? tracedOperations(operations) : operations;
}

function urlOf(name: string, urls: Readonly<Record<string, string>>): string {
  const url = urls[name];
  if (!url) throw new Error(`SUBGRAPH_URLS has no address for the subgraph "${name}".`);
  return url;
}
