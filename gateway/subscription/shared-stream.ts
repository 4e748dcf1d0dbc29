import type { ExecutionResult } from 'graphql';
import type { ClientError } from '../operation/client-error.ts';
import type { UpstreamEvent } from '../upstream/upstream-socket.ts';
import { EventQueue } from './event-queue.ts';
import { type FedEvent, type StreamFeed, StreamFeeds, type Upstream } from './stream-feeds.ts';

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

type Results = EventQueue<ExecutionResult>;

/** Events that wait until clients take them, and results that wait for one client that is slower than the others. */
const queuedMax = 64;

/**
 * One subscription at a subgraph for all clients that want the same of it: each event is completed once.
 *
 * Events are completed one after the other and only while some client waits for one; each client has a queue of its own, so
 * that one that is slow costs the others nothing. Whoever joins later gets the present state at once, as the subgraph would
 * have sent it: the last event, completed anew. That takes its turn between events, so no client ever gets an older
 * state, of the event or of the entities in it, after a newer one.
 */
export class SharedStream {
  readonly #parts: SharedStreamParts;
  readonly #events: EventQueue<FedEvent>;
  readonly #feeds: StreamFeeds;
  readonly #clients = new Set<Results>();
  /** Those who have got nothing yet. */
  readonly #newcomers = new Set<Results>();
  /** As JSON, because completing an event changes it. */
  #last: { from: Upstream; json: string } | undefined;
  /** Whether somebody waits for a result. */
  #wanted = false;
  #completing = false;
  #closed = false;

  constructor(feed: StreamFeed, parts: SharedStreamParts) {
    this.#parts = parts;
    this.#events = new EventQueue(queuedMax, parts.tooSlow);
    this.#feeds = new StreamFeeds(feed, {
      next: (event) => {
        this.#events.push(event);
        // The queue fails by itself where nobody takes anything.
        if (this.#events.ended) this.#close();
        this.#proceed();
      },
      end: (error) => this.#sourceEnded(error),
    });
  }

  /** Whether somebody can join. */
  get open(): boolean {
    return !this.#closed;
  }

  /** Lives on another feed from now on. Only while it is open. */
  goOver(feed: StreamFeed): void {
    this.#feeds.goOver(feed);
  }

  /** Ends it for all clients now, with this error as its last word. */
  abort(error: ClientError): void {
    for (const results of [...this.#clients]) {
      results.abort(error);
      this.#leave(results);
    }
  }

  join(): FederatedSubscription {
    const results: Results = new EventQueue(queuedMax, this.#parts.tooSlow);
    this.#clients.add(results);
    this.#newcomers.add(results);
    const client: FederatedSubscription = {
      [Symbol.asyncIterator]: () => client,
      next: async () => {
        if (results.size === 0) {
          this.#wanted = true;
          this.#proceed();
        }
        try {
          const value = await results.take();
          if (value) return { value, done: false };
          this.#leave(results);
          return ended;
        } catch (error) {
          this.#leave(results);
          throw error;
        }
      },
      return: async () => {
        results.abort();
        this.#leave(results);
        return ended;
      },
      throw: async (error) => {
        results.abort();
        this.#leave(results);
        throw error;
      },
      abort: (error) => {
        results.abort(error);
        this.#leave(results);
      },
    };
    return client;
  }

  #leave(results: Results): void {
    this.#newcomers.delete(results);
    if (!this.#clients.delete(results) || this.#clients.size > 0) return;
    this.#events.abort();
    this.#close();
    this.#feeds.end();
  }

  #sourceEnded(error?: ClientError): void {
    this.#events.end(error);
    this.#close();
    this.#proceed();
  }

  /** The clients that are there get what is queued still; whoever comes now begins another stream. */
  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#feeds.stop();
    this.#parts.onClosed();
  }

  /** Does what comes next, one thing at a time. */
  #proceed(): void {
    if (this.#completing) return;
    if (this.#events.ended) this.#passOnEnd();
    else if (this.#wanted) {
      const fed = this.#take();
      if (fed) void this.#toAll(fed);
      else if (this.#newcomers.size > 0 && this.#last) void this.#toNewcomers(this.#last);
    }
  }

  #take(): Required<FedEvent> | undefined {
    for (;;) {
      const fed = this.#events.takeNow();
      if (!fed) return undefined;
      if (this.#feeds.taken(fed)) this.#last = undefined;
      const { from, event } = fed;
      if (event) return { from, event };
    }
  }

  async #toAll({ from, event }: Required<FedEvent>): Promise<void> {
    this.#last = { from, json: JSON.stringify(event) };
    const result = await this.#completed(from, event);
    this.#wanted = false;
    this.#newcomers.clear();
    this.#give(this.#clients, result);
  }

  async #toNewcomers({ from, json }: { from: Upstream; json: string }): Promise<void> {
    const newcomers = new Set(this.#newcomers);
    const result = await this.#completed(from, JSON.parse(json) as UpstreamEvent);
    for (const newcomer of newcomers) this.#newcomers.delete(newcomer);
    this.#give(newcomers, result);
  }

  async #completed(from: Upstream, event: UpstreamEvent): Promise<ExecutionResult> {
    this.#completing = true;
    return from.complete(event).finally(() => {
      this.#completing = false;
    });
  }

  #give(clients: ReadonlySet<Results>, result: ExecutionResult): void {
    for (const results of clients) results.push(result);
    this.#proceed();
  }

  #passOnEnd(): void {
    let failure: { error: unknown } | undefined;
    try {
      this.#events.throwIfFailed();
    } catch (error) {
      failure = { error };
    }
    for (const results of this.#clients) results.end(failure?.error);
  }
}

const ended: IteratorReturnResult<undefined> = { value: undefined, done: true };
