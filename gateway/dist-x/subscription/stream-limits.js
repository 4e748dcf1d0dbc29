import { z } from 'zod';
const count = z.number().int().positive();
/** How many connections clients may hold for streams. */
const limits = z.strictObject({
    /** WebSockets that are open at a time in this process; more are sent to another one. */
    sockets: count,
    /** WebSockets from one client network (see client-network.ts). A whole firm may sit behind one address. */
    socketsPerNetwork: count,
    /** WebSockets from one client network by clients that have not shown a token, or not yet. */
    namelessSocketsPerNetwork: count,
    /** For a client to begin the protocol in; then its socket is closed with 4408. Milliseconds. */
    socketBeginsWithinMs: count,
    /** Subscriptions that are answered over HTTP at a time in this process; each is a connection. */
    httpStreams: count,
    /** Of one person, API key, or client network of those who have shown neither. */
    httpStreamsPerClient: count,
});
/** Some of the limits, to be used instead of those below. */
export const streamLimitChanges = limits.partial();
const usual = {
    sockets: 20_000,
    socketsPerNetwork: 1_000,
    namelessSocketsPerNetwork: 20,
    socketBeginsWithinMs: 10_000,
    httpStreams: 20_000,
    httpStreamsPerClient: 100,
};
/** The usual limits, with some changed. */
export function changedStreamLimits(changes = {}) {
    return limits.parse({ ...usual, ...changes });
}
//# sourceMappingURL=stream-limits.js.map