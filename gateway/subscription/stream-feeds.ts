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
export class Upstream {
  #feed: StreamFeed;
  #stopUpstream: () => void = () => undefined;
  #stopped = false;
  #overlap: NodeJS.Timeout | undefined;
  /** By feed: the upstream itself, and completions under way. */
  readonly #holders = new Map<StreamFeed, number>();

  constructor(feed: StreamFeed) {
    this.#feed = feed;
    this.#holders.set(feed, 1);
  }

  subscribe(sink: UpstreamSink): void {
    this.#stopUpstream = this.#feed.subscribe({
      ...sink,
      next: (event) => {
        if (!this.#stopped) sink.next(event);
      },
    });
  }

  isLike({ origin }: StreamFeed): boolean {
    return origin.length === this.#feed.origin.length && origin.every((part, at) => part === this.#feed.origin[at]);
  }

  errorOf(errors: Parameters<UpstreamSink['error']>[0]): ClientError {
    return this.#feed.errorOf(errors);
  }

  /** Events are completed by another feed from now on. */
  feedBy(feed: StreamFeed): void {
    const before = this.#feed;
    this.#feed = feed;
    this.#hold(feed);
    this.#leave(before);
  }

  async complete(event: UpstreamEvent): Promise<ExecutionResult> {
    const feed = this.#feed;
    this.#hold(feed);
    return feed.complete(event).finally(() => this.#leave(feed));
  }

  /** Goes on for a while beside the one that follows it. */
  overlap(ms: number, over: () => void): void {
    this.#overlap = setTimeout(() => {
      this.stop();
      over();
    }, ms).unref();
  }

  /** No more events come; those that came may still be completed. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#overlap);
    this.#stopUpstream();
  }

  /** Nothing is completed any more but what is under way. */
  end(): void {
    this.stop();
    this.#leave(this.#feed);
  }

  #hold(feed: StreamFeed): void {
    this.#holders.set(feed, (this.#holders.get(feed) ?? 0) + 1);
  }

  #leave(feed: StreamFeed): void {
    const holders = (this.#holders.get(feed) ?? 0) - 1;
    this.#holders.set(feed, holders);
    if (holders > 0) return;
    this.#holders.delete(feed);
    feed.end();
  }
}

/** After it, an upstream that another one follows is closed though that one has said nothing yet. */
const overlapMs = 5_000;

/**
 * The subscription upstream of one stream. A new feed takes it over as it is where it is the one that it would open. Where
 * not, both are open until the new one has spoken, so that no event is lost between them; one that comes on both comes twice.
 */
export class StreamFeeds {
  readonly #sink: FeedSink;
  #newest: Upstream;
  #earlier: Upstream[] = [];

  constructor(first: StreamFeed, sink: FeedSink) {
    this.#sink = sink;
    this.#newest = this.#open(first);
  }

  goOver(feed: StreamFeed): void {
    if (this.#newest.isLike(feed)) {
      this.#newest.feedBy(feed);
      return;
    }
    const before = this.#newest;
    this.#earlier.push(before);
    this.#newest = this.#open(feed);
    before.overlap(overlapMs, () => this.#sink.next({ from: this.#newest }));
  }

  /** @returns whether earlier upstreams ended by it: events that were kept of them cannot be completed any more. */
  taken({ from }: FedEvent): boolean {
    if (from !== this.#newest || this.#earlier.length === 0) return false;
    for (const upstream of this.#earlier.splice(0)) upstream.end();
    return true;
  }

  /** No more events come; those that came may still be completed. */
  stop(): void {
    for (const upstream of [this.#newest, ...this.#earlier]) upstream.stop();
  }

  /** Nothing is completed any more but what is under way. */
  end(): void {
    for (const upstream of [this.#newest, ...this.#earlier.splice(0)]) upstream.end();
  }

  #open(feed: StreamFeed): Upstream {
    const upstream = new Upstream(feed);
    const isNewest = () => upstream === this.#newest;
    upstream.subscribe({
      next: (event) => {
        if (isNewest()) for (const earlier of this.#earlier) earlier.stop();
        this.#sink.next({ from: upstream, event });
      },
      error: (errors) => {
        if (isNewest()) this.#sink.end(upstream.errorOf(errors));
      },
      complete: () => {
        if (isNewest()) this.#sink.end();
      },
    });
    return upstream;
  }
}
