import { type SubgraphAnswer, type SubgraphCall } from './subgraph-call.ts';
type Call = (call: SubgraphCall) => Promise<SubgraphAnswer>;
/**
 * Keeps what a subgraph says may be kept: an answer without errors, for as long as its `Cache-Control` allows, which Apollo
 * Server computes from `@cacheControl`. Entities are kept one by one, so that a later fetch asks only for those that are
 * not known. Everything is kept per principal, also what is public: no mistake in a hint can show one person another's data.
 */
export declare function cachingCalls(send: Call, now?: () => number): Call;
export {};
