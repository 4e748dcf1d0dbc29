import type { Principal } from '@smarterfirms/platform/principal';
import { GraphQLError, parse } from 'graphql';
import { pino } from 'pino';
import type { OperationContext } from '../../context.ts';
import type { Executed } from '../../execution/compile-operation.ts';
import { executeStock } from '../../execution/execute-stock.ts';
import { createOperations } from '../../operation/operations.ts';
import type { PreparedOperation } from '../../operation/prepared-operation.ts';
import { loadSupergraph } from '../../supergraph/supergraph.ts';
import type { DataSources } from '../../upstream/http-source.ts';
import { type AnsweringOptions, answeringSubgraph } from './answering-subgraph.ts';
import { entitiesOf } from './entities.ts';
import { generateOperation } from './generated-operation.ts';
import type { EquivalenceGraph } from './graphs.ts';

export interface Outcome {
  /** Without the order of fields: ours is the specification's, the stock executor puts repeated fragments together. */
  data: unknown;
  /** Sorted; indices of lists are left out, because the stock executor takes them from another entity at times. */
  errors: string[];
  mistakes: string[];
}

export interface Comparison {
  source: string;
  variables: Record<string, unknown>;
  compiled: Outcome;
  stock: Outcome;
}

/**
 * Prepares to run generated operations over a graph by both executors: each operation once for each kind of answers, with the
 * same made-up subgraphs behind both. An operation that Apollo's planner fails at is compared with nothing.
 */
export function compareExecutors(graph: EquivalenceGraph, answers: readonly AnsweringOptions[]) {
  const supergraph = loadSupergraph(graph.supergraphSdl);
  const operations = createOperations(supergraph, { introspection: true });
  const entities = entitiesOf(graph.subgraphs.map(({ typeDefs }) => typeDefs));
  const sources: DataSources[] = answers.map((options) =>
    Object.fromEntries(
      graph.subgraphs.map(({ name, typeDefs }) => [name, answeringSubgraph(name, typeDefs, entities, options)]),
    ),
  );
  const log = pino({ level: 'silent' });

  return async function* (seed: number, principal?: Principal): AsyncGenerator<Comparison> {
    const { source, variables } = generateOperation(supergraph.apiSchema, seed, graph);
    const document = parse(source);
    let prepared: PreparedOperation;
    try {
      prepared = operations.prepare({ source, document, operationName: undefined, principal });
    } catch (error) {
      if (isPlannersOwn(error)) return;
      throw error;
    }
    if (!prepared.compiled) throw new Error(`There is no compiled form of ${source}`);
    const context: OperationContext = { principal, requestId: 'generated', client: {}, log };
    for (const dataSources of sources) {
      const run = { variables, dataSources, context };
      const compiled = outcome(await prepared.compiled(run));
      const stock = outcome(await executeStock({ supergraph, ...prepared }, run));
      yield { source, variables, ...comparable(compiled, stock) };
    }
  };
}

/** The planner has refuted itself: there is no plan that any executor could run. */
function isPlannersOwn(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('We should have an edge from ');
}

/**
 * Both stop at the first null that empties an object or a list, but the stock executor visits repeated selections one after
 * the other, where ours are put together: each may have come to places that the other has not, of two nulls that empty one
 * object even to other ones. So when both tell of mistakes, those in common are compared; what became of them is in the data.
 */
function comparable(compiled: Outcome, stock: Outcome): { compiled: Outcome; stock: Outcome } {
  if (compiled.mistakes.length === 0 || stock.mistakes.length === 0) return { compiled, stock };
  const common = compiled.mistakes.filter((place) => stock.mistakes.includes(place));
  return { compiled: { ...compiled, mistakes: common }, stock: { ...stock, mistakes: common } };
}

function outcome({ json, errors, mistakes }: Executed): Outcome {
  return {
    data: JSON.parse(json) as unknown,
    errors: errors.map((error) => `${placeOf(error, false)} ${error.message}`).sort(),
    // Told only where nothing else is.
    mistakes: errors.length > 0 ? [] : mistakes.map((mistake) => placeOf(mistake, true)).sort(),
  };
}

function placeOf(error: Error, withIndices: boolean): string {
  if (!(error instanceof GraphQLError) || !error.path) return '';
  return error.path.map((part) => (typeof part === 'number' && !withIndices ? '#' : part)).join('.');
}
