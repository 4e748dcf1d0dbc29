import { type ExecutionResult } from 'graphql';
import type { OperationContext } from '../context.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { DataSources } from '../upstream/http-source.ts';
import { ClientError } from './client-error.ts';
import type { PreparedOperation } from './operations.ts';
export interface OperationResult {
    /** The `data` of the answer as JSON; absent where nothing was run. */
    dataJson?: string;
    /** What was fetched for it; for counting, not for showing. */
    fetched?: unknown;
    errors?: ClientError[];
}
export interface RunParts {
    supergraph: Supergraph;
    dataSources: DataSources;
    context: OperationContext;
    variables: Record<string, unknown>;
}
/** Mistakes in the variables of an operation, or undefined when they fit. */
export declare function variableMistakes(prepared: PreparedOperation, { supergraph, variables, context }: Omit<RunParts, 'dataSources'>): ClientError[] | undefined;
/**
 * Runs a prepared query or mutation, or one event of a subscription, and answers with what the client may see: denied
 * fields are null with an error each, unexpected errors are masked.
 */
export declare function runOperation(prepared: PreparedOperation, parts: RunParts): Promise<OperationResult>;
/** The result for those who do not write JSON themselves. */
export declare function asExecutionResult({ dataJson, errors }: OperationResult): ExecutionResult;
