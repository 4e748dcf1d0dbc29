import { GraphQLError } from 'graphql';
import type { OperationContext } from '../context.ts';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/prepared-operation.ts';
import { type RunParts, variableMistakes } from '../operation/run-operation.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import type { ServedGraph } from '../supergraph/snapshot.ts';
import type { UpstreamSocket } from '../upstream/upstream-socket.ts';
import { deniedStream } from './denied-stream.ts';

/** What a stream runs by, with one supergraph. */
export interface StreamPlan {
  prepared: PreparedOperation;
  run: RunParts;
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>;
  /** Nothing is run by it any more. */
  end(): void;
}

/** What a stream was begun with. */
export interface StreamBeginning {
  prepared: PreparedOperation;
  context: OperationContext;
  variables: Record<string, unknown>;
}

export function streamPlan({ graph, end }: GraphUse, { prepared, context, variables }: StreamBeginning): StreamPlan {
  const { operations, dataSources, upstreamSockets } = graph;
  const run = { supergraph: operations.supergraph, dataSources, context, variables };
  return { prepared, run, upstreamSockets, end };
}

/**
 * Plans a stream that is open once more, with another supergraph. Throws the error to end it with: one of access, or
 * SUBSCRIPTION_SCHEMA_CHANGED where the supergraph has no longer what it asks for.
 */
export function planAgain(use: GraphUse, begun: StreamBeginning): StreamPlan {
  const { context, variables } = begun;
  const prepared = preparedAgain(use.graph, begun);
  const { supergraph } = use.graph.operations;
  const [mistake] = variableMistakes(prepared, { supergraph, context, variables }) ?? [];
  if (mistake) throw schemaChanged(mistake);
  const [denial] = deniedStream(prepared) ?? [];
  if (denial) throw denial;
  return streamPlan(use, { prepared, context, variables });
}

function preparedAgain({ operations }: ServedGraph, { prepared, context, variables }: StreamBeginning) {
  const { text: source, operation } = prepared;
  try {
    const document = operations.admit(source);
    if (!('kind' in document)) throw document[0];
    const operationName = operation.name?.value;
    return operations.prepare({ source, document, operationName, principal: context.principal, variables });
  } catch (error) {
    throw error instanceof GraphQLError ? schemaChanged(clientError(error, context)) : error;
  }
}

function schemaChanged({ message }: ClientError): ClientError {
  return new ClientError(`The graph has changed, and this subscription does not fit it any more. ${message}`, {
    extensions: { code: 'SUBSCRIPTION_SCHEMA_CHANGED' },
  });
}
