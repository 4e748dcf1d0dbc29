/** One subscription upstream, and by what its events are completed at present. */
export class Upstream {
    #feed;
    #stopUpstream = () => undefined;
    #stopped = false;
    #overlap;
    /** By feed: the upstream itself, and completions under way. */
    #holders = new Map();
    constructor(feed) {
        this.#feed = feed;
        this.#holders.set(feed, 1);
    }
    subscribe(sink) {
        this.#stopUpstream = this.#feed.subscribe({
            ...sink,
            next: (event) => {
                if (!this.#stopped)
                    sink.next(event);
            },
        });
    }
    isLike({ origin }) {
        return origin.length === this.#feed.origin.length && origin.every((part, at) => part === this.#feed.origin[at]);
    }
    errorOf(errors) {
        return this.#feed.errorOf(errors);
    }
    /** Events are completed by another feed from now on. */
    feedBy(feed) {
        const before = this.#feed;
        this.#feed = feed;
        this.#hold(feed);
        this.#leave(before);
    }
    async complete(event) {
        const feed = this.#feed;
        this.#hold(feed);
        return feed.complete(event).finally(() => this.#leave(feed));
    }
    /** Goes on for a while beside the one that follows it. */
    overlap(ms, over) {
        this.#overlap = setTimeout(() => {
            this.stop();
            over();
        }, ms).unref();
    }
    /** No more events come; those that came may still be completed. */
    stop() {
        this.#stopped = true;
        clearTimeout(this.#overlap);
        this.#stopUpstream();
    }
    /** Nothing is completed any more but what is under way. */
    end() {
        this.stop();
        this.#leave(this.#feed);
    }
    #hold(feed) {
        this.#holders.set(feed, (this.#holders.get(feed) ?? 0) + 1);
    }
    #leave(feed) {
        const holders = (this.#holders.get(feed) ?? 0) - 1;
        this.#holders.set(feed, holders);
        if (holders > 0)
            return;
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
    #sink;
    #newest;
    #earlier = [];
    constructor(first, sink) {
        this.#sink = sink;
        this.#newest = this.#open(first);
    }
    goOver(feed) {
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
    taken({ from }) {
        if (from !== this.#newest || this.#earlier.length === 0)
            return false;
        for (const upstream of this.#earlier.splice(0))
            upstream.end();
        return true;
    }
    /** No more events come; those that came may still be completed. */
    stop() {
        for (const upstream of [this.#newest, ...this.#earlier])
            upstream.stop();
    }
    /** Nothing is completed any more but what is under way. */
    end() {
        for (const upstream of [this.#newest, ...this.#earlier.splice(0)])
            upstream.end();
    }
    #open(feed) {
        const upstream = new Upstream(feed);
        const isNewest = () => upstream === this.#newest;
        upstream.subscribe({
            next: (event) => {
                if (isNewest())
                    for (const earlier of this.#earlier)
                        earlier.stop();
                this.#sink.next({ from: upstream, event });
            },
            error: (errors) => {
                if (isNewest())
                    this.#sink.end(upstream.errorOf(errors));
            },
            complete: () => {
                if (isNewest())
                    this.#sink.end();
            },
        });
        return upstream;
    }
}
//# sourceMappingURL=stream-feeds.js.map