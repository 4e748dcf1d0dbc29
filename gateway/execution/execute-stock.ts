import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { type DocumentNode, GraphQLError, type GraphQLFormattedError, type OperationDefinitionNode } from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { Executed } from './compile-operation.ts';
import { shownPath } from './positions.ts';
import type { Run } from './run.ts';

export interface StockParts {
  supergraph: Supergraph;
  plan: QueryPlan;
  shape: DocumentNode;
  operation: OperationDefinitionNode;
  responseNames: ReadonlyMap<string, string>;
  isDenied(name: string): boolean;
}

/** Runs a plan with the executor of `@apollo/gateway`: the reference for ours, and the path for what ours does not do. */
export async function executeStock(
  { supergraph, plan, shape, operation: { name }, responseNames, isDenied }: StockParts,
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
      logger: context.log.child({ requestId: context.requestId }),
      metrics: {},
    } as unknown as GatewayGraphQLRequestContext,
    buildOperationContext({ schema: supergraph.apiSchema, operationDocument: shape, ...operationName }),
    supergraph.supergraphSchema,
    supergraph.federatedApiSchema,
  );
  return {
    json: JSON.stringify(
      data && responseNames.size > 0 ? withResponseNames(data, { responseNames, isDenied }) : (data ?? null),
    ),
    errors: (errors ?? []).map((error) => withShownPath(error, responseNames)),
    data,
    mistakes: unexplainedNulls(extensions?.['valueCompletion'], isDenied).map((error) =>
      withShownPath(error, responseNames),
    ),
  };
}

/** The executor tells of nulls that must not be beside the answer only. Where a denial is the cause, it says so already. */
function unexplainedNulls(valueCompletion: unknown, isDenied: StockParts['isDenied']): GraphQLError[] {
  if (!Array.isArray(valueCompletion)) return [];
  return (valueCompletion as GraphQLFormattedError[])
    .filter(({ path }) => !path?.some((part) => isDenied(String(part))))
    .map(({ message, path }) => new GraphQLError(message, path ? { path } : {}));
}

/** Gives fields the names that the client asked for; a permitted selection of the name of a denied one wins. */
function withResponseNames(value: unknown, names: Pick<StockParts, 'responseNames' | 'isDenied'>): unknown {
  if (Array.isArray(value)) return value.map((element) => withResponseNames(element, names));
  if (typeof value !== 'object' || value === null) return value;
  const named: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) {
    const shown = names.responseNames.get(key) ?? key;
    if (!names.isDenied(key)) named[shown] = withResponseNames(inner, names);
    else if (!Object.hasOwn(value, shown)) named[shown] ??= null;
  }
  return named;
}

function withShownPath(error: GraphQLError, responseNames: ReadonlyMap<string, string>): GraphQLError {
  if (!error.path?.some((part) => responseNames.has(String(part)))) return error;
  const { message, originalError, extensions } = error;
  return new GraphQLError(message, { path: shownPath(error.path, responseNames), originalError, extensions });
}
