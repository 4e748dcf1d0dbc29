import type { OperationContext } from '../context.ts';
import type { PreparedOperation } from '../operation/operations.ts';
import { type RunParts } from '../operation/run-operation.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import type { UpstreamSocket } from '../upstream/upstream-socket.ts';
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
export declare function streamPlan({ graph, end }: GraphUse, { prepared, context, variables }: StreamBeginning): StreamPlan;
/**
 * Plans a stream that is open once more, with another supergraph. Throws the error to end it with: one of access, or
 * SUBSCRIPTION_SCHEMA_CHANGED where the supergraph has no longer what it asks for.
 */
export declare function planAgain(use: GraphUse, begun: StreamBeginning): StreamPlan;
