import { executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import {
  GraphQLError,
  type GraphQLFormattedError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  getVariableValues,
} from 'graphql';
import type { Denial } from '../access/authorize.ts';
import type { OperationContext } from '../context.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { DataSources } from '../upstream/data-source.ts';
import { ClientError, clientError } from './client-error.ts';
import type { PreparedOperation } from './operations.ts';

export interface OperationResult {
  data?: Record<string, unknown> | null;
  errors?: ClientError[];
}

export interface RunParts {
  supergraph: Supergraph;
  dataSources: DataSources;
  context: OperationContext;
  variables: Record<string, unknown>;
}

/** Mistakes in the variables of an operation, or undefined when they fit. */
export function variableMistakes(
  prepared: PreparedOperation,
  { supergraph, variables, context }: Omit<RunParts, 'dataSources'>,
): ClientError[] | undefined {
  const { errors } = getVariableValues(
    supergraph.apiSchema,
    prepared.operation.variableDefinitions ?? [],
    variables,
    // The message quotes the value; ten of them are enough to find the mistake.
    { maxErrors: 10 },
  );
  return errors?.map((error) =>
    clientError(
      new GraphQLError(error.message, {
        ...(error.nodes ? { nodes: error.nodes } : {}),
        extensions: { code: 'BAD_USER_INPUT' },
      }),
      context,
    ),
  );
}

/**
 * Runs a prepared query or mutation, or one event of a subscription when the plan is given, and answers with what the
 * client may see: denied fields are null with an error each, unexpected errors are masked.
 */
export async function runOperation(
  prepared: PreparedOperation,
  { supergraph, dataSources, context, variables }: RunParts,
  plan: QueryPlan = prepared.plan,
): Promise<OperationResult> {
  const { data, errors, extensions } = await executeQueryPlan(
    plan,
    dataSources,
    requestContext(prepared, context, variables),
    prepared.shape,
    supergraph.supergraphSchema,
    supergraph.federatedApiSchema,
  );
  const { responseNames, denials } = prepared.authorized;
  const shown = [
    ...reported(denials, prepared, supergraph, variables),
    ...(errors ?? []).map((error) => clientError(error, context)),
    ...unexplainedNulls(extensions?.['valueCompletion'], responseNames, context),
  ];
  const named = data && responseNames.size > 0 ? withResponseNames(data, responseNames) : data;
  return {
    ...(named === undefined ? {} : { data: named as Record<string, unknown> | null }),
    ...(shown.length > 0 ? { errors: withoutRepeats(shown) } : {}),
  };
}

/** The executor reads the variables, the context that data sources get, and a place for its metrics; nothing else. */
function requestContext(
  { operation }: PreparedOperation,
  context: OperationContext,
  variables: Record<string, unknown>,
): GatewayGraphQLRequestContext {
  return {
    request: { variables, ...(operation.name ? { operationName: operation.name.value } : {}) },
    context,
    logger: context.log,
    metrics: {},
  } as unknown as GatewayGraphQLRequestContext;
}

function reported(
  denials: readonly Denial[],
  { operation }: PreparedOperation,
  { apiSchema }: Supergraph,
  variables: Record<string, unknown>,
): ClientError[] {
  if (denials.length === 0) return [];
  const coerced = getVariableValues(apiSchema, operation.variableDefinitions ?? [], variables).coerced ?? {};
  return denials
    .filter(({ conditions }) =>
      conditions.every((directive) => {
        const node = { directives: [directive] };
        return (
          getDirectiveValues(GraphQLSkipDirective, node, coerced)?.['if'] !== true &&
          getDirectiveValues(GraphQLIncludeDirective, node, coerced)?.['if'] !== false
        );
      }),
    )
    .map(({ code, message, path }) => new ClientError(message, { path, extensions: { code } }));
}

/**
 * A field that cannot be null came back null without an error. The executor tells it beside the answer only; a client
 * must see it. Where a denial is the cause, the denial says so already.
 */
function unexplainedNulls(
  valueCompletion: unknown,
  responseNames: ReadonlyMap<string, string>,
  context: OperationContext,
): ClientError[] {
  if (!Array.isArray(valueCompletion)) return [];
  return (valueCompletion as GraphQLFormattedError[])
    .filter(({ path }) => !path?.some((part) => responseNames.has(String(part))))
    .map(({ message, path }) =>
      clientError(new GraphQLError(message, { ...(path ? { path } : {}), originalError: new Error(message) }), context),
    );
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

/** A subgraph that is away fails each of its fetches in the same words; once is enough. */
function withoutRepeats(errors: readonly ClientError[]): ClientError[] {
  return [
    ...new Map(errors.map((error) => [JSON.stringify([error.message, error.path, error.extensions]), error])).values(),
  ];
}
