import type { Client } from 'graphql-ws';
export interface SubscriptionResult {
    data?: unknown;
    errors?: readonly {
        message: string;
        path?: readonly unknown[];
        extensions?: Record<string, unknown>;
    }[];
}
export interface Collected {
    results: SubscriptionResult[];
    /** Set at the end of the stream: its last word. */
    end: undefined | {
        kind: 'complete';
    } | {
        kind: 'errors';
        errors: NonNullable<SubscriptionResult['errors']>;
    } | {
        kind: 'closed';
        cause: unknown;
    };
    stop: () => void;
}
/** Subscribes and keeps what comes. */
export declare function collect(client: Client, query: string, { variables, extensions }?: {
    variables?: Record<string, unknown>;
    extensions?: Record<string, unknown>;
}): Collected;
