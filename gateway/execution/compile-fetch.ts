import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphAnswer } from '../upstream/subgraph-call.ts';
import { type MayAdopt, merge } from './merge.ts';
import { type Position, positionsOf } from './positions.ts';
import { compileRepresentation } from './representation.ts';
import { compileRewrites } from './rewrite.ts';
import { type Entity, isEntity, type Run, type Step } from './run.ts';
import { subgraphError } from './subgraph-error.ts';

export interface FetchPlace {
  schema: GraphQLSchema;
  /** Of the entities, from the root; "@" stands for every item of a list. */
  path: readonly (string | number)[];
  /** The fields of a received entity that all who asked for it may share. */
  mayShare: MayAdopt;
}

/**
 * Compiles one fetch: its request is text but for variables and representations, and what it gets is merged into the data.
 *
 * An entity is asked for once, however often it stands in the data. A failure is one error and costs the fields of this
 * fetch only.
 */
export function compileFetch(node: FetchNode, place: FetchPlace): Step {
  const fetch = node.requires ? compileEntityFetch(node, place) : compileRootFetch(node, place);
  return async (run, entities) => {
    if (entities.length === 0) return;
    try {
      await fetch(run, entities);
    } catch (error) {
      run.errors.push(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function compileRootFetch(node: FetchNode, { schema, path }: FetchPlace): Step {
  const send = compileSend(node);
  const rewrite = compileRewrites(schema, node.outputRewrites);
  return async (run, entities) => {
    const { data, errors } = await send(run, undefined);
    for (const error of errors ?? [])
      run.errors.push(subgraphError(node.serviceName, error, error.path && [...path, ...error.path]));
    if (!data) return;
    rewrite?.(data);
    for (const [at, entity] of entities.entries()) merge(entity, data, () => at === 0);
  };
}

function compileEntityFetch(node: FetchNode, { schema, path, mayShare }: FetchPlace): Step {
  const send = compileSend(node);
  const rewriteInput = compileRewrites(schema, node.inputRewrites);
  const rewriteOutput = compileRewrites(schema, node.outputRewrites);
  const represent = compileRepresentation(schema, node.requires ?? [], rewriteInput);

  return async (run, entities) => {
    const representations: string[] = [];
    const known = new Map<string, number>();
    const numbers = new Map<Entity, number>();
    for (const entity of entities) {
      const representation = represent(entity);
      if (representation === undefined) continue;
      // A rewritten representation may stand for entities of several types, whose answers differ.
      const key = rewriteInput ? `${String(entity['__typename'])} ${representation}` : representation;
      let number = known.get(key);
      if (number === undefined) {
        number = representations.push(representation) - 1;
        known.set(key, number);
      }
      numbers.set(entity, number);
    }
    if (representations.length === 0) return;

    const { data, errors } = await send(run, representations);
    for (const error of errors ?? []) reportError(run, error, numbers);
    if (!data) return;
    const received = entitiesOf(data, representations.length);
    const used = new Set<number>();
    for (const [entity, number] of numbers) {
      const answer = received[number];
      if (!isEntity(answer)) continue;
      const first = !used.has(number);
      if (first) {
        used.add(number);
        answer['__typename'] ||= entity['__typename'];
        rewriteOutput?.(answer);
      }
      merge(entity, answer, first ? undefined : mayShare);
    }
  };

  function reportError(
    run: Run,
    error: NonNullable<SubgraphAnswer['errors']>[number],
    numbers: ReadonlyMap<Entity, number>,
  ): void {
    const [, number, ...rest] = error.path ?? [];
    if (typeof number !== 'number') {
      run.errors.push(subgraphError(node.serviceName, error, error.path && [...path, ...error.path]));
      return;
    }
    const places: Position[] = positionsOf(run.root, path)
      .filter(({ entity }) => numbers.get(entity) === number)
      .map(({ at }) => at);
    for (const at of places.length > 0 ? places : [[]])
      run.errors.push(subgraphError(node.serviceName, error, [...at, ...rest]));
  }
}

function entitiesOf({ _entities: received }: Record<string, unknown>, count: number): readonly unknown[] {
  if (!Array.isArray(received)) throw new Error('Expected "data._entities" in response to be an array');
  if (received.length !== count) throw new Error(`Expected "data._entities" to contain ${count} elements`);
  return received;
}

function compileSend({ serviceName, operation: query, operationName, variableUsages = [] }: FetchNode) {
  const names = variableUsages.map((name) => ({ name, key: `${JSON.stringify(name)}:` }));
  const head = `{"query":${JSON.stringify(query)},${
    operationName ? `"operationName":${JSON.stringify(operationName)},` : ''
  }"variables":{`;

  return async (run: Run, representations: readonly string[] | undefined): Promise<SubgraphAnswer> => {
    const source = run.dataSources[serviceName];
    if (!source) throw new Error(`Couldn't find service with name "${serviceName}"`);
    let variables = '';
    for (const { name, key } of names) {
      if (!Object.hasOwn(run.variables, name)) continue;
      const json = JSON.stringify(run.variables[name]) as string | undefined;
      if (json === undefined) continue;
      if (name === 'representations' && representations)
        throw new Error(`Variables cannot contain key "representations"`);
      variables += `${variables && ','}${key}${json}`;
    }
    if (representations) variables += `${variables && ','}"representations":[${representations.join(',')}]`;
    return source.call({
      query,
      operationName,
      body: `${head}${variables}}}`,
      representations,
      context: run.context,
    });
  };
}
