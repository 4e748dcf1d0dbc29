import type { Log } from '@smarterfirms/platform/log';
import type { Principal } from '@smarterfirms/platform/principal';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { type FormattedExecutionResult, GraphQLError } from 'graphql';
/** What a subgraph sends for one event. */
export type UpstreamEvent = FormattedExecutionResult<Record<string, unknown>>;
export interface UpstreamSubscription {
    query: string;
    operationName: string | undefined;
    variables: Record<string, unknown>;
    principal: Principal | undefined;
}
export interface UpstreamSink {
    next(event: UpstreamEvent): void;
    /** The last call: the subgraph refused the operation, or was away for too long. */
    error(errors: readonly GraphQLError[]): void;
    /** The last call: the subgraph has ended the stream. */
    complete(): void;
}
export interface UpstreamSocket {
    /** @returns a function that ends the subscription here and at the subgraph. */
    subscribe(subscription: UpstreamSubscription, sink: UpstreamSink): () => void;
    close(): Promise<void>;
}
export interface UpstreamSocketOptions {
    /** The subgraph's name, which is also the audience of our tokens. */
    name: string;
    /** Of its GraphQL endpoint over HTTP. */
    url: string;
    /** Left out where subgraphs are not ours, and know nothing of our tokens. */
    signer?: ServiceTokenSigner;
    log: Log;
    /** How long a subgraph may be away before its streams end with an error. */
    retryForMs?: number;
}
/**
 * One WebSocket to a subgraph for the subscriptions of all clients, open while there are any.
 *
 * Each `subscribe` carries a service token for its principal in `extensions.authorization`, signed when it is sent. When
 * the connection is lost every stream subscribes again, with growing pauses; the subgraph begins a stream with the
 * present state, so what was missed meanwhile is made good. After `retryForMs` a stream ends with
 * SUBSCRIPTION_SOURCE_ERROR, never silently.
 */
export declare function createUpstreamSocket({ name, url, signer, log, retryForMs, }: UpstreamSocketOptions): UpstreamSocket;
