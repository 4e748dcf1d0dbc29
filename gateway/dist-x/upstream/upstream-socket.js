import { setTimeout as delay } from 'node:timers/promises';
import { traceHeaders } from '@smarterfirms/platform/trace-context';
import { GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ClientError } from '../operation/client-error.js';
const idleMs = 300;
const pingEveryMs = 10_000;
const pongWithinMs = 5_000;
const backoffMs = { first: 200, max: 5_000 };
/** `terminate` takes the library's own listeners away; without one left, a late error would end the process. */
class QuietWebSocket extends WebSocket {
    constructor(...parameters) {
        super(...parameters);
        this.on('error', () => undefined);
    }
}
/**
 * One WebSocket to a subgraph for the subscriptions of all clients, open while there are any.
 *
 * Each `subscribe` carries a service token for its principal in `extensions.authorization`, signed when it is sent. When
 * the connection is lost every stream subscribes again, with growing pauses; the subgraph begins a stream with the
 * present state, so what was missed meanwhile is made good. After `retryForMs` a stream ends with
 * SUBSCRIPTION_SOURCE_ERROR, never silently.
 */
export function createUpstreamSocket({ name, url, signer, log, retryForMs = 60_000, }) {
    const socketUrl = new URL(url);
    socketUrl.protocol = socketUrl.protocol === 'https:' ? 'wss:' : 'ws:';
    let pongTimeout;
    const client = createClient({
        url: socketUrl.href,
        webSocketImpl: QuietWebSocket,
        lazy: true,
        lazyCloseTimeout: idleMs,
        // Retrying is done below: the library would send the token of the first attempt again.
        retryAttempts: 0,
        connectionAckWaitTimeout: 5_000,
        keepAlive: pingEveryMs,
        on: {
            ping: (received) => {
                if (received)
                    return;
                pongTimeout = setTimeout(() => client.terminate(), pongWithinMs).unref();
            },
            pong: (received) => {
                if (received)
                    clearTimeout(pongTimeout);
            },
            closed: () => clearTimeout(pongTimeout),
        },
    });
    return {
        subscribe(subscription, sink) {
            const stopping = new AbortController();
            follow(subscription, sink, stopping.signal).catch((error) => {
                log.error({ err: error, subgraph: name }, 'a stream failed');
                if (!stopping.signal.aborted)
                    sink.error([sourceError(name)]);
            });
            return () => stopping.abort();
        },
        async close() {
            clearTimeout(pongTimeout);
            await client.dispose();
        },
    };
    async function follow(subscription, sink, stopped) {
        let attempt = 0;
        let lostAt;
        while (!stopped.aborted) {
            const end = await attemptOnce(subscription, stopped, (event) => {
                attempt = 0;
                lostAt = undefined;
                sink.next(event);
            });
            if (stopped.aborted)
                return;
            if (end.kind === 'complete') {
                sink.complete();
                return;
            }
            if (end.kind === 'refused') {
                sink.error(end.errors);
                return;
            }
            lostAt ??= Date.now();
            if (Date.now() - lostAt >= retryForMs) {
                log.error({ err: end.cause, subgraph: name }, 'a stream was given up');
                sink.error([sourceError(name)]);
                return;
            }
            if (attempt === 0)
                log.warn({ cause: describe(end.cause), subgraph: name }, 'a stream was lost; subscribing again');
            await delay(pauseMs(attempt++), undefined, { signal: stopped }).catch(() => undefined);
        }
    }
    async function attemptOnce({ query, operationName, variables, principal }, stopped, next) {
        const token = await signer?.sign(name, principal);
        if (stopped.aborted)
            return { kind: 'complete' };
        return new Promise((resolve) => {
            const unsubscribe = client.subscribe({
                query,
                variables,
                extensions: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...traceHeaders() },
                ...(operationName ? { operationName } : {}),
            }, {
                next: (event) => {
                    if (!stopped.aborted)
                        next(event);
                },
                error: (cause) => resolve(endOf(cause, principal)),
                complete: () => resolve({ kind: 'complete' }),
            });
            stopped.addEventListener('abort', unsubscribe, { once: true });
        });
    }
}
/** An `error` message of the protocol comes as a list of plain objects; a lost connection as an event or an Error. */
function endOf(cause, principal) {
    if (!Array.isArray(cause))
        return { kind: 'lost', cause };
    const errors = cause.map(({ message, path, extensions }) => new GraphQLError(String(message), { ...(path ? { path } : {}), extensions: { ...extensions } }));
    // A signed-in person is unknown to the subgraph only when our own token was too old: the next attempt signs anew.
    const ours = principal && errors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
    return ours ? { kind: 'lost', cause } : { kind: 'refused', errors };
}
function sourceError(name) {
    return new ClientError(`The ${name} service has been away for too long. Subscribe again in a while.`, {
        extensions: { code: 'SUBSCRIPTION_SOURCE_ERROR' },
    });
}
/** Doubles with each attempt; a random half keeps the streams of one lost connection from coming back all at once. */
function pauseMs(attempt) {
    const full = Math.min(backoffMs.max, backoffMs.first * 2 ** attempt);
    return full / 2 + (Math.random() * full) / 2;
}
function describe(cause) {
    if (cause instanceof Error)
        return cause.message;
    const { code, reason, message } = (cause ?? {});
    return [code, reason, message].filter(Boolean).join(' ') || 'unknown';
}
//# sourceMappingURL=upstream-socket.js.map