import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { type Place, placesOf } from './places.ts';

type Path = readonly (string | number)[];

interface PlannedFetch {
  node: FetchNode;
  path: Path;
  /** Of its entities, or the root. */
  place: Place;
  /** Places of all objects and lists of objects that it brings. */
  writes: ReadonlyMap<string, Place>;
}

export interface SharedFields {
  /** Fields of the fetch's entities that all equal entities may have in common, as one object: the path of each. */
  of(node: FetchNode): ReadonlyMap<string, string>;
  /** Where the objects stand that the fetch brings; those that may be one where they are equal say so. */
  place(node: FetchNode): Place | undefined;
  /** Whether the object at this path may stand at several places of the data. */
  has(path: string): boolean;
}

/**
 * Finds out where equal objects may be one object instead of a copy each: what equal entities were fetched, and what one
 * fetch brings over and over.
 *
 * They may where nobody else writes into it with one of its places in mind: no other fetch, which works on something
 * above, brings fields of the same object. Fetches for the object itself depend on what is in it, and fetches below find
 * the shared object once and fill it once.
 */
export function findSharedFields(plan: PlanNode): SharedFields {
  const fetches = fetchesOf(plan, []);
  // A renamed key is written under a name that stands in no query.
  const renames = fetches.some(({ node }) => node.outputRewrites?.some(({ kind }) => kind === 'KeyRenamer'));
  const shared = new Map<FetchNode, ReadonlyMap<string, string>>();
  const places = new Map<FetchNode, Place>();
  const paths = new Set<string>();
  // Values of a context make what is fetched for equal entities differ.
  const contexts = fetches.some(({ node }) => node.contextRewrites?.length);
  if (!renames && !contexts) {
    for (const fetch of fetches) {
      const own = keyOf(fetch.path);
      const fields = new Map<string, string>();
      for (const [written, place] of fetch.writes) {
        if (fetches.some((other) => other !== fetch && other.writes.has(written))) continue;
        place.mayRepeat = true;
        paths.add(written);
        if (written.lastIndexOf('.') === own.length) fields.set(written.slice(own.length + 1), written);
      }
      places.set(fetch.node, fetch.place);
      if (fetch.node.requires && fetch.path.includes('@')) shared.set(fetch.node, fields);
    }
  }
  return {
    of: (node) => shared.get(node) ?? none,
    place: (node) => places.get(node),
    has: (path) => paths.has(path),
  };
}

const none: ReadonlyMap<string, string> = new Map();

/** The path of an object without the items of lists, as a key: `.users.reviews`. */
function keyOf(path: Path): string {
  return path
    .filter((element) => element !== '@')
    .map((element) => `.${element}`)
    .join('');
}

function fetchesOf(node: PlanNode | undefined, path: Path): PlannedFetch[] {
  switch (node?.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((inner) => fetchesOf(inner, path));
    case 'Flatten':
      return fetchesOf(node.node, [...path, ...node.path]);
    case 'Condition':
      return [...fetchesOf(node.ifClause, path), ...fetchesOf(node.elseClause, path)];
    case 'Fetch': {
      const place = placesOf(node, keyOf(path));
      return [{ node, path, place, writes: new Map(placesBelow(place)) }];
    }
    default:
      return [];
  }
}

function placesBelow({ fields }: Place): [string, Place][] {
  return fields.flatMap(({ place }) => (place ? [[place.path, place], ...placesBelow(place)] : []));
}
