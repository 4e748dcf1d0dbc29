import { setImmediate as othersFirst } from 'node:timers/promises';
import { parse } from 'graphql';
import { unstatedFields } from '../access-check.ts';
import { contractSupergraph, publicTag } from '../contract/contract.ts';
import { createOperations } from '../operation/operations.ts';
import { automaticDocuments, type RememberedDocuments, registeredDocuments } from '../persisted/documents.ts';
import type { Release } from './release.ts';
import type { LoadedSupergraph } from './snapshot.ts';
import { loadSupergraphBeside } from './supergraph.ts';

export interface ProductOptions {
  introspection: boolean;
  /** By subgraph name; every subgraph of the supergraph needs one. */
  subgraphUrls: Readonly<Record<string, string>>;
  /** Whether the first-party endpoint and its sockets take operations that are not registered; by default where none is. */
  otherOperations?: boolean | undefined;
  /** Takes a supergraph with fields that state nobody's access as well; for graphs that are not the product's. */
  anyAccess?: boolean | undefined;
  /** What clients of each graph have registered themselves; it outlives the supergraph. */
  remembered: { main: RememberedDocuments; contract: RememberedDocuments };
}

/**
 * The graph of our own application, and its public part for the clients of the public API, of one supergraph. Throws where
 * it is none, has a subgraph without an address, or would serve a field to everybody by mistake.
 */
export async function loadProduct(
  { sdl, registered }: Release,
  { introspection, subgraphUrls, otherOperations = registered.length === 0, anyAccess, remembered }: ProductOptions,
): Promise<LoadedSupergraph> {
  const supergraph = await loadSupergraphBeside(sdl);
  const unstated = anyAccess ? [] : unstatedFields(parse(sdl));
  if (unstated.length > 0) throw new Error(`Nobody's access is stated at ${unstated.join(', ')}.`);
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

function urlOf(name: string, urls: Readonly<Record<string, string>>): string {
  const url = urls[name];
  if (!url) throw new Error(`SUBGRAPH_URLS has no address for the subgraph "${name}".`);
  return url;
}
