export interface StreamClientsOptions {
    url: string;
    transport: 'websocket' | 'sse';
    query: string;
    /** Subscriptions to be opened, by what they are about and by whose token. */
    subscriptions: readonly {
        job: string;
        token: string | undefined;
    }[];
    /** Subscriptions on one socket. */
    perSocket: number;
}
/** How late events were. */
export interface Latencies {
    events: number;
    p50Ms: number;
    p95Ms: number;
    p99Ms: number;
}
export interface StreamClients {
    /** From now on every subscription should get an event. */
    expectOne(): void;
    /** Waits until each has had it. */
    receivedOne(): Promise<void>;
    /** Forgets what has come so far. */
    reset(): void;
    latencies(): Latencies;
}
/** Opens the subscriptions, over bare sockets where HTTP is asked for, and looks at nothing of an event but its time. */
export declare function openStreamClients(options: StreamClientsOptions): Promise<StreamClients>;
