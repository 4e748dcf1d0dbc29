import type { ExecutionResult } from 'graphql';
import type { ClientError } from '../operation/client-error.ts';
import type { UpstreamEvent, UpstreamSink } from '../upstream/upstream-socket.ts';
/** What a stream lives on, with one supergraph. */
export interface StreamFeed {
    /** What it subscribes to: two feeds of one stream whose parts are the same here get the same events. */
    origin: readonly unknown[];
    /** Subscribes at the subgraph. @returns a function that ends that. */
    subscribe(sink: UpstreamSink): () => void;
    /** The result for clients: the event with the fields of other subgraphs. May change the event. Must not reject. */
    complete(event: UpstreamEvent): Promise<ExecutionResult>;
    /** The one error that clients see of those that ended the stream. */
    errorOf(errors: Parameters<UpstreamSink['error']>[0]): ClientError;
    /** Nothing is asked of it any more. */
    end(): void;
}
/** What comes from upstream, in order. */
export interface FedEvent {
    from: Upstream;
    /** Left out of a mark: nothing of an earlier upstream comes after it. */
    event?: UpstreamEvent;
}
export interface FeedSink {
    next(event: FedEvent): void;
    /** The last call where the source ends, with the error where it failed. */
    end(error?: ClientError): void;
}
/** One subscription upstream, and by what its events are completed at present. */
export declare class Upstream {
    #private;
    constructor(feed: StreamFeed);
    subscribe(sink: UpstreamSink): void;
    isLike({ origin }: StreamFeed): boolean;
    errorOf(errors: Parameters<UpstreamSink['error']>[0]): ClientError;
    /** Events are completed by another feed from now on. */
    feedBy(feed: StreamFeed): void;
    complete(event: UpstreamEvent): Promise<ExecutionResult>;
    /** Goes on for a while beside the one that follows it. */
    overlap(ms: number, over: () => void): void;
    /** No more events come; those that came may still be completed. */
    stop(): void;
    /** Nothing is completed any more but what is under way. */
    end(): void;
}
/**
 * The subscription upstream of one stream. A new feed takes it over as it is where it is the one that it would open. Where
 * not, both are open until the new one has spoken, so that no event is lost between them; one that comes on both comes twice.
 */
export declare class StreamFeeds {
    #private;
    constructor(first: StreamFeed, sink: FeedSink);
    goOver(feed: StreamFeed): void;
    /** @returns whether earlier upstreams ended by it: events that were kept of them cannot be completed any more. */
    taken({ from }: FedEvent): boolean;
    /** No more events come; those that came may still be completed. */
    stop(): void;
    /** Nothing is completed any more but what is under way. */
    end(): void;
}
