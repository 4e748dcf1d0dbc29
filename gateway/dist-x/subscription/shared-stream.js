import { EventQueue } from './event-queue.js';
import { StreamFeeds } from './stream-feeds.js';
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
    #parts;
    #events;
    #feeds;
    #clients = new Set();
    /** Those who have got nothing yet. */
    #newcomers = new Set();
    /** As JSON, because completing an event changes it. */
    #last;
    /** Whether somebody waits for a result. */
    #wanted = false;
    #completing = false;
    #closed = false;
    constructor(feed, parts) {
        this.#parts = parts;
        this.#events = new EventQueue(queuedMax, parts.tooSlow);
        this.#feeds = new StreamFeeds(feed, {
            next: (event) => {
                this.#events.push(event);
                // The queue fails by itself where nobody takes anything.
                if (this.#events.ended)
                    this.#close();
                this.#proceed();
            },
            end: (error) => this.#sourceEnded(error),
        });
    }
    /** Whether somebody can join. */
    get open() {
        return !this.#closed;
    }
    /** Lives on another feed from now on. Only while it is open. */
    goOver(feed) {
        this.#feeds.goOver(feed);
    }
    /** Ends it for all clients now, with this error as its last word. */
    abort(error) {
        for (const results of [...this.#clients]) {
            results.abort(error);
            this.#leave(results);
        }
    }
    join() {
        const results = new EventQueue(queuedMax, this.#parts.tooSlow);
        this.#clients.add(results);
        this.#newcomers.add(results);
        const client = {
            [Symbol.asyncIterator]: () => client,
            next: async () => {
                if (results.size === 0) {
                    this.#wanted = true;
                    this.#proceed();
                }
                try {
                    const value = await results.take();
                    if (value)
                        return { value, done: false };
                    this.#leave(results);
                    return ended;
                }
                catch (error) {
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
    #leave(results) {
        this.#newcomers.delete(results);
        if (!this.#clients.delete(results) || this.#clients.size > 0)
            return;
        this.#events.abort();
        this.#close();
        this.#feeds.end();
    }
    #sourceEnded(error) {
        this.#events.end(error);
        this.#close();
        this.#proceed();
    }
    /** The clients that are there get what is queued still; whoever comes now begins another stream. */
    #close() {
        if (this.#closed)
            return;
        this.#closed = true;
        this.#feeds.stop();
        this.#parts.onClosed();
    }
    /** Does what comes next, one thing at a time. */
    #proceed() {
        if (this.#completing)
            return;
        if (this.#events.ended)
            this.#passOnEnd();
        else if (this.#wanted) {
            const fed = this.#take();
            if (fed)
                void this.#toAll(fed);
            else if (this.#newcomers.size > 0 && this.#last)
                void this.#toNewcomers(this.#last);
        }
    }
    #take() {
        for (;;) {
            const fed = this.#events.takeNow();
            if (!fed)
                return undefined;
            if (this.#feeds.taken(fed))
                this.#last = undefined;
            const { from, event } = fed;
            if (event)
                return { from, event };
        }
    }
    async #toAll({ from, event }) {
        this.#last = { from, json: JSON.stringify(event) };
        const result = await this.#completed(from, event);
        this.#wanted = false;
        this.#newcomers.clear();
        this.#give(this.#clients, result);
    }
    async #toNewcomers({ from, json }) {
        const newcomers = new Set(this.#newcomers);
        const result = await this.#completed(from, JSON.parse(json));
        for (const newcomer of newcomers)
            this.#newcomers.delete(newcomer);
        this.#give(newcomers, result);
    }
    async #completed(from, event) {
        this.#completing = true;
        return from.complete(event).finally(() => {
            this.#completing = false;
        });
    }
    #give(clients, result) {
        for (const results of clients)
            results.push(result);
        this.#proceed();
    }
    #passOnEnd() {
        let failure;
        try {
            this.#events.throwIfFailed();
        }
        catch (error) {
            failure = { error };
        }
        for (const results of this.#clients)
            results.end(failure?.error);
    }
}
const ended = { value: undefined, done: true };
//# sourceMappingURL=shared-stream.js.map