import type { ExecutionResult } from 'graphql';
import type { ClientError } from '../operation/client-error.ts';
import { type StreamFeed } from './stream-feeds.ts';
/** One client's part in a stream. */
export interface FederatedSubscription extends AsyncIterableIterator<ExecutionResult> {
    /** Ends the stream for this client now, with this error as its last word. */
    abort(error: ClientError): void;
}
export interface SharedStreamParts {
    tooSlow(): ClientError;
    /** Nobody can join any more: the source has ended, or the last client has left. */
    onClosed(): void;
}
/**
 * One subscription at a subgraph for all clients that want the same of it: each event is completed once.
 *
 * Events are completed one after the other and only while some client waits for one; each client has a queue of its own, so
 * that one that is slow costs the others nothing. Whoever joins later gets the present state at once, as the subgraph would
 * have sent it: the last event, completed anew. That takes its turn between events, so no client ever gets an older
 * state, of the event or of the entities in it, after a newer one.
 */
export declare class SharedStream {
    #private;
    constructor(feed: StreamFeed, parts: SharedStreamParts);
    /** Whether somebody can join. */
    get open(): boolean;
    /** Lives on another feed from now on. Only while it is open. */
    goOver(feed: StreamFeed): void;
    /** Ends it for all clients now, with this error as its last word. */
    abort(error: ClientError): void;
    join(): FederatedSubscription;
}
