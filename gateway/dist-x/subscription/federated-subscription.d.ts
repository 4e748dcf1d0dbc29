import type { StreamFeed } from './stream-feeds.ts';
import type { StreamPlan } from './stream-plan.ts';
/**
 * Feeds a subscription over several subgraphs.
 *
 * The root field streams from the subgraph that owns it. For each of its events the rest of the query plan runs as for a
 * query: the first fetch is answered by the event, and entity fields come from their subgraphs. So aliases, keys, output
 * rewrites, error paths and nulls are what they would be in a query.
 *
 * @param opened the `traceparent` of whoever has opened the stream; undefined where nothing is traced.
 */
export declare function subscriptionFeed({ prepared, run, upstreamSockets, end }: StreamPlan, opened: string | undefined): StreamFeed;
