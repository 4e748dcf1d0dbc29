import {
  type ExecutionResult,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  getVariableValues,
} from 'graphql';
import type { Denial } from '../access/authorize.ts';
import type { OperationContext } from '../context.ts';
import { executeStock } from '../execution/execute-stock.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { DataSources } from '../upstream/http-source.ts';
import { ClientError, clientError } from './client-error.ts';
import type { PreparedOperation } from './prepared-operation.ts';

export interface OperationResult {
  /** The `data` of the answer as JSON; absent where nothing was run. */
  dataJson?: string;
  /** What was fetched for it; for counting, not for showing. */
  fetched?: unknown;
  errors?: ClientError[];
  /** It is what an earlier request was answered; nothing was run for this one. */
  repeated?: boolean;
}

export interface RunParts {
  supergraph: Supergraph;
  dataSources: DataSources;
  context: OperationContext;
  variables: Record<string, unknown>;
}

/** Levels of objects and lists in variables: reading them is recursive, and a stack has an end. */
const variableDepthMax = 64;

function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}

/** Mistakes in the variables of an operation, or undefined when they fit. */
export function variableMistakes(
  prepared: PreparedOperation,
  { supergraph, variables, context }: Omit<RunParts, 'dataSources'>,
): ClientError[] | undefined {
  if (isNestedDeeper(variables, variableDepthMax))
    return [
      new ClientError(`The variables are nested more than ${variableDepthMax} levels deep.`, {
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    ];
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
 * Runs a prepared query or mutation, or one event of a subscription, and answers with what the client may see: denied
 * fields are null with an error each, unexpected errors are masked.
 */
export async function runOperation(prepared: PreparedOperation, parts: RunParts): Promise<OperationResult> {
  const { supergraph, context, variables } = parts;
  try {
    const {
      json,
      errors,
      mistakes,
      data: fetched,
    } = await (prepared.compiled?.(parts) ?? executeStock({ supergraph, ...prepared }, parts));
    // After an error the data has gaps of which it is the cause: to tell of them as well would tell the same twice.
    const unreported = errors.length > 0 ? [] : mistakes.map(asUnexpected);
    const shown = [
      ...reported(prepared.authorized.denials, prepared, supergraph, variables),
      ...[...errors, ...unreported].map((error) => clientError(error, context)),
    ];
    return { dataJson: json, fetched, ...(shown.length > 0 ? { errors: withoutRepeats(shown) } : {}) };
  } catch (error) {
    return { errors: [clientError(error, context)] };
  }
}

/** The result for those who do not write JSON themselves. */
export function asExecutionResult({ dataJson, errors }: OperationResult): ExecutionResult {
  return {
    ...(dataJson === undefined ? {} : { data: JSON.parse(dataJson) as Record<string, unknown> | null }),
    ...(errors ? { errors } : {}),
  };
}

/** A field that cannot be null came back null without an error. The client must see that; the cause is ours to find. */
function asUnexpected(mistake: GraphQLError): GraphQLError {
  const { message, path } = mistake;
  return new GraphQLError(message, { ...(path ? { path } : {}), originalError: new Error(message) });
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

/** A subgraph that is away fails each of its fetches in the same words; once is enough. */
function withoutRepeats(errors: readonly ClientError[]): ClientError[] {
  return [
    ...new Map(errors.map((error) => [JSON.stringify([error.message, error.path, error.extensions]), error])).values(),
  ];
}
