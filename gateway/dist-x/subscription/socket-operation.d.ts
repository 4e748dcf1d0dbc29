import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import type { ExecutionArgs, ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type Admit } from '../admission/admission.ts';
import type { TakeDeposit } from '../admission/document-deposit.ts';
import { type VerifiedToken } from '../identity/access-token.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import type { ReadClientOrigin } from '../identity/client-origin.ts';
import type { Revocations } from '../identity/revocations.ts';
import type { OperationRecord } from '../metrics/gateway-metrics.ts';
import { ClientError } from '../operation/client-error.ts';
import type { RunOperation } from '../operation/shared-operations.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import { formatted } from './socket-errors.ts';
export interface SocketOperationParts {
    /** What is served now; undefined where there is nothing to serve at present. */
    graph: () => GraphUse | undefined;
    authenticate: Authenticate;
    revocations: Revocations;
    clientOrigin: ReadClientOrigin;
    log: Log;
    /** Counts operations that have ended; left out where nobody looks. */
    count?: ((record: OperationRecord) => void) | undefined;
    /** Lets operations in by what they cost; left out where there are no limits. */
    admit?: Admit | undefined;
    /** What of a client's headers subgraphs get; nothing by default. */
    passedHeaders?: ((headers: IncomingHttpHeaders) => Record<string, string>) | undefined;
    /** Runs queries and mutations; each on its own by default. */
    run?: RunOperation | undefined;
    /** Takes the price of a mistake; left out where there are no limits. */
    deposit?: TakeDeposit | undefined;
    /** Whether answers tell in `extensions.cost` what they cost. */
    costInAnswers?: boolean;
}
/** Whose socket it is. */
export interface SocketClient {
    request: IncomingMessage;
    /** By the token that the socket was opened with. */
    verified?: VerifiedToken | undefined;
}
/** A result, as the protocol's library hands it on. */
interface Sent {
    data?: ExecutionResult['data'] | undefined;
    errors?: readonly GraphQLError[] | undefined;
    extensions?: Record<string, unknown> | undefined;
}
/** One operation on a socket, from its first message to its line in the log. */
export interface SocketOperation {
    /** Whose person or program it is for, where known. */
    firmId: string | undefined;
    /** As the protocol's library wants it. */
    args: ExecutionArgs;
    /** Of a query or mutation. */
    execute(): Promise<ExecutionResult>;
    /** Of a subscription: a stream that ends by itself when the token that it was opened with stops being good. */
    stream(): AsyncIterableIterator<ExecutionResult>;
    /** Counts a result. @returns it as the client sees it, where that is not as it is. */
    result(result: Sent): FormattedExecutionResult | undefined;
    /** Counts what ended it. @returns it as the client sees it. */
    failure(errors: readonly GraphQLError[]): ReturnType<typeof formatted>[];
    /** Counts it and writes its line in the log. */
    ended(): void;
}
/**
 * Begins an operation: the token must still be good, the document known, valid and permitted, and paid for.
 *
 * @param operationsOnSocket this one included.
 * @returns its mistakes where it cannot begin. Never throws: that would close the socket with every stream on it.
 */
export declare function beginOperation(parts: SocketOperationParts, client: SocketClient, payload: SubscribePayload, operationsOnSocket: number): Promise<SocketOperation | readonly ClientError[]>;
export {};
