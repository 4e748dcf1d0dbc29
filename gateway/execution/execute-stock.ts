import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { type DocumentNode, GraphQLError, type GraphQLFormattedError, type OperationDefinitionNode } from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { Executed } from './compile-operation.ts';
import type { Run } from './run.ts';

export interface StockParts {
  supergraph: Supergraph;
  plan: QueryPlan;
  shape: DocumentNode;
  operation: OperationDefinitionNode;
  responseNames: ReadonlyMap<string, string>;
}

/** Runs a plan with the executor of `@apollo/gateway`: the reference for ours, and the path for what ours does not do. */
export async function executeStock(
  { supergraph, plan, shape, operation: { name }, responseNames }: StockParts,
  { dataSources, context, variables }: Pick<Run, 'variables' | 'dataSources' | 'context'>,
): Promise<Executed> {
  const operationName = name ? { operationName: name.value } : {};
  const { data, errors, extensions } = await executeQueryPlan(
    plan,
    dataSources,
    // It reads the variables, the context that data sources get, and a place for its metrics; nothing else.
    {
      request: { variables, ...operationName },
      context,
      logger: context.log,
      metrics: {},
    } as unknown as GatewayGraphQLRequestContext,
    buildOperationContext({ schema: supergraph.apiSchema, operationDocument: shape, ...operationName }),
    supergraph.supergraphSchema,
    supergraph.federatedApiSchema,
  );
  return {
    json: JSON.stringify(data && responseNames.size > 0 ? withResponseNames(data, responseNames) : (data ?? null)),
    errors: [...(errors ?? [])],
    data,
    mistakes: unexplainedNulls(extensions?.['valueCompletion'], responseNames),
  };
}

/** The executor tells of nulls that must not be beside the answer only. Where a denial is the cause, it says so already. */
function unexplainedNulls(valueCompletion: unknown, responseNames: ReadonlyMap<string, string>): GraphQLError[] {
  if (!Array.isArray(valueCompletion)) return [];
  return (valueCompletion as GraphQLFormattedError[])
    .filter(({ path }) => !path?.some((part) => responseNames.has(String(part))))
    .map(({ message, path }) => new GraphQLError(message, path ? { path } : {}));
}

/** Gives denied fields the names that the client asked for; a permitted selection of the same name wins. */
function withResponseNames(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((element) => withResponseNames(element, names));
  if (typeof value !== 'object' || value === null) return value;
  const named: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) {
    const responseName = names.get(key);
    if (responseName === undefined) named[key] = withResponseNames(inner, names);
    else if (!Object.hasOwn(value, responseName)) named[responseName] = null;
  }
  return named;
}
