import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { MayAdopt } from './merge.ts';

type Path = readonly (string | number)[];

interface PlannedFetch {
  node: FetchNode;
  path: Path;
  /** Paths of all objects and lists of objects that it brings. */
  writes: ReadonlySet<string>;
}

export interface SharedFields {
  /** Which fields of the fetch's entities all equal entities may have in common, as one object. */
  of(node: FetchNode): MayAdopt;
  /** Whether the object at this path may stand at several places of the data. */
  has(path: string): boolean;
}

/**
 * Finds out where equal entities may share what was fetched for them instead of having a copy each.
 *
 * They may where nobody else writes into it with one of them in mind: no other fetch that works on these entities, or on
 * something above them, brings fields of the same object. Fetches below find the shared object once and fill it once.
 */
export function findSharedFields(plan: PlanNode): SharedFields {
  const fetches = fetchesOf(plan, []);
  // A renamed key is written under a name that stands in no query.
  const renames = fetches.some(({ node }) => node.outputRewrites?.some(({ kind }) => kind === 'KeyRenamer'));
  const shared = new Map<FetchNode, Set<string>>();
  const paths = new Set<string>();
  if (!renames) {
    for (const fetch of fetches.filter(({ node, path }) => node.requires && path.includes('@'))) {
      const own = keyOf(fetch.path);
      const fields = [...fetch.writes]
        .filter((written) => written.lastIndexOf('.') === own.length && !writtenFromAbove(fetch, written))
        .map((written) => written.slice(own.length + 1));
      shared.set(fetch.node, new Set(fields));
      for (const field of fields) paths.add(`${own}.${field}`);
    }
  }
  return {
    of(node) {
      const fields = shared.get(node);
      return (field) => fields?.has(field) ?? false;
    },
    has: (path) => paths.has(path),
  };

  function writtenFromAbove(fetch: PlannedFetch, written: string): boolean {
    return fetches.some(
      (other) => other !== fetch && keyOf(other.path).length <= keyOf(fetch.path).length && other.writes.has(written),
    );
  }
}

/** The path of an object without the items of lists, as a key: `.users.reviews`. */
export function keyOf(path: Path): string {
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
    case 'Fetch':
      return [{ node, path, writes: writesOf(node, path) }];
    default:
      return [];
  }
}

function writesOf(node: FetchNode, path: Path): ReadonlySet<string> {
  const { definitions } = parse(node.operation);
  const fragments = new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(({ name, selectionSet }) => [name.value, selectionSet]),
  );
  const writes = new Set<string>();
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const [root] = definition.selectionSet.selections;
      if (!node.requires) add(definition.selectionSet, keyOf(path));
      else if (root?.kind === Kind.FIELD && root.selectionSet) add(root.selectionSet, keyOf(path));
    }
  return writes;

  function add({ selections }: SelectionSetNode, at: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) add(fragment, at);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet, at);
      else if (selection.selectionSet) {
        const below = `${at}.${(selection.alias ?? selection.name).value}`;
        writes.add(below);
        add(selection.selectionSet, below);
      }
    }
  }
}
