import { type Client } from 'graphql-ws';
import type { GatewayOptions, RunningGateway } from '../gateway-options.ts';
import { Broadcast } from './broadcast.ts';
import { type JobEvent } from './test-graph-resolvers.ts';
import { type Person, type TokenChanges } from './test-keys.ts';
import { type TestSubgraph } from './test-subgraph.ts';
/** Two firms; a principal acts in one and must see nothing of the other. */
export declare const ownFirm: string;
export declare const otherFirm: string;
export interface Answer {
    status: number;
    headers: Headers;
    body: {
        data?: any;
        errors?: {
            message: string;
            path?: unknown[];
            extensions: Record<string, unknown>;
        }[];
    };
    text: string;
}
export interface TestGraph extends AsyncDisposable {
    gateway: RunningGateway;
    supergraphSdl: string;
    /** The supergraph where subgraphs' schemas are changed so, or left out. What they answer stays the same. */
    supergraphWith(changes: Partial<Record<'accounts' | 'clio' | 'data', (sdl: string) => string | undefined>>): string;
    accounts: TestSubgraph;
    clio: TestSubgraph;
    data: TestSubgraph;
    jobs: Broadcast<JobEvent>;
    logLines: Record<string, unknown>[];
    jwksFetches: () => number;
    token(person: Person, changes?: TokenChanges): Promise<string>;
    post(query: string, options?: {
        token?: string;
        variables?: Record<string, unknown>;
        headers?: Record<string, string>;
    }): Promise<Answer>;
    send(init: RequestInit & {
        path?: string;
    }): Promise<Answer>;
    socket(token?: string): Client;
    socketUrl: string;
    /** While it is down, auth breaks every connection. */
    setAuthDown(down: boolean): void;
    revoke(sessionId: string): void;
}
/** Three real subgraphs, composed, behind a real gateway, with keys and a list of revocations such as auth serves. */
export declare function startTestGraph(given?: Partial<GatewayOptions> | ((supergraphSdl: string) => Promise<Partial<GatewayOptions>>), 
/** Addresses to use instead of a subgraph's own, by its name. */
urls?: Record<string, string>): Promise<TestGraph>;
