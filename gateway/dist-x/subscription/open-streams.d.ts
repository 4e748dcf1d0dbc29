import type { GraphUse } from '../supergraph/serving.ts';
import { type FederatedSubscription } from './shared-stream.ts';
import { type StreamBeginning } from './stream-plan.ts';
/**
 * Opens a subscription for one client. The same operation with the same variables of the same principal is one stream,
 * whoever has it open (see SharedStream). Its calls carry the request id and the client's address of the one who began it.
 *
 * A stream outlives the supergraph it began with: when a new one is served it is planned again and goes on, from the same
 * subscription upstream where that is the same in both. One that does not fit the new supergraph ends and says so.
 *
 * @param use what the client has begun with; the stream has a use of its own.
 * @param serve takes what is served at that moment.
 */
export declare function openStream(use: GraphUse, begun: StreamBeginning, serve: () => GraphUse | undefined): FederatedSubscription;
