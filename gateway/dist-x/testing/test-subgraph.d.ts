import type { KeyPair } from './test-keys.ts';
export declare const link = "\n  extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", import: [\n    \"@key\", \"@shareable\", \"@external\", \"@requires\", \"@inaccessible\", \"@tag\", \"@authenticated\", \"@requiresScopes\", \"@policy\", \"@cost\", \"@listSize\"\n  ])\n";
export interface Call {
    query: string;
    variables: Record<string, unknown>;
    headers: Record<string, unknown>;
}
export interface TestSubgraph {
    name: string;
    sdl: string;
    readonly url: string;
    /** Every call over HTTP so far. */
    calls: Call[];
    /** Principals of the calls and subscriptions that were let in. */
    principals: unknown[];
    start(): Promise<void>;
    stop(): Promise<void>;
}
/** A real subgraph server for the SDL and its resolvers. It keeps its port over a stop and a start. */
export declare function startTestSubgraph(name: string, typeDefs: string, resolvers: Record<string, unknown>, gatewayKey: KeyPair['public']): Promise<TestSubgraph>;
