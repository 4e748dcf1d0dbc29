import type { FetchDataRewrite, FetchNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type Entity, getField, isEntity, type Step } from './run.ts';
import { meetsCondition } from './type-condition.ts';

type Path = readonly (string | number)[];

interface ContextValue {
  /** Of the fetch, to be given the value. */
  variable: string;
  /** Objects to go up from the entity. */
  levels: number;
  /** Fields from there on, and types that an object must be of. */
  path: readonly string[];
}

const up = '..';
const fragmentPrefix = '... on ';

/**
 * Compiles a fetch with arguments that are taken from a context (`@fromContext`): the values stand in objects around each
 * entity. A variable has one value in a request, so entities are asked for with those that have the same values.
 */
export function withContextValues(
  fetch: Step,
  { contextRewrites = [] }: FetchNode,
  { schema, path }: { schema: GraphQLSchema; path: Path },
): Step {
  const wanted = contextRewrites.map(contextValue);
  return async (run, entities) => {
    const groups = new Map<string, { variables: Record<string, unknown>; members: Entity[] }>();
    const asked = new Set(entities);
    for (const { entity, around } of withSurroundings(run.root, path)) {
      if (!asked.delete(entity)) continue;
      const variables: Record<string, unknown> = {};
      for (const { variable, levels, path: below } of wanted) {
        const value = read(schema, around.at(-levels), below);
        // Several types may set a context: the entity stands below one of them.
        if (value !== undefined) variables[variable] ??= value;
      }
      const key = JSON.stringify(variables);
      const group = groups.get(key);
      if (group) group.members.push(entity);
      else groups.set(key, { variables, members: [entity] });
    }
    await Promise.all(
      [...groups.values()].map(({ variables, members }) =>
        fetch({ ...run, variables: { ...run.variables, ...variables } }, members),
      ),
    );
    // All of them were reached by this path. One that is not found there had no value to be asked for with, and its fields
    // would be null without a word.
    if (asked.size > 0)
      throw new Error(`${asked.size} entities at "${path.join('.')}" have no surroundings to take a context from`);
  };
}

function contextValue(rewrite: FetchDataRewrite): ContextValue {
  if (rewrite.kind !== 'KeyRenamer') throw new Error('A value of a context is not renamed.');
  const levels = rewrite.path.lastIndexOf(up) + 1;
  return { variable: rewrite.renameKeyTo, levels, path: rewrite.path.slice(levels) };
}

/** Every entity at a path, with the objects from the root to the one around it. */
function withSurroundings(root: Entity, path: Path): { entity: Entity; around: readonly Entity[] }[] {
  const found: { entity: Entity; around: readonly Entity[] }[] = [];
  walk(root, 0, []);
  return found;

  function walk(value: unknown, depth: number, around: readonly Entity[]): void {
    const element = path[depth];
    if (Array.isArray(value)) for (const item of value) walk(item, element === '@' ? depth + 1 : depth, around);
    else if (isEntity(value)) {
      if (element === undefined) found.push({ entity: value, around });
      else if (element !== '@') walk(getField(value, String(element)), depth + 1, [...around, value]);
    }
  }
}

/** Undefined where an object on the way is of another type, or is not there. */
function read(schema: GraphQLSchema, from: unknown, path: readonly string[]): unknown {
  const [element, ...rest] = path;
  if (element === undefined) return from;
  if (Array.isArray(from)) return from.map((item) => read(schema, item, path));
  // Null on the way is null at the end; what has not come stays away.
  if (!isEntity(from)) return from;
  if (!element.startsWith(fragmentPrefix)) return read(schema, getField(from, element), rest);
  const typename = from['__typename'];
  // Where the type's name was not fetched there is one type only.
  const meets = typename === undefined || meetsCondition(schema, element.slice(fragmentPrefix.length), typename);
  return meets ? read(schema, from, rest) : undefined;
}
