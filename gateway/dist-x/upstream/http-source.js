import { Pool } from 'undici';
import { z } from 'zod';
import { cachingCalls } from './cached-calls.js';
import { exchange } from './exchange.js';
import { identityOf } from './identity.js';
import { Abandoned, createResilience, isLeftAlone, NotReached } from './resilience.js';
import { SharedFlights } from './shared-flights.js';
import { isSafeCall } from './subgraph-call.js';
import { Writes } from './writes.js';
const connectionsMax = 64;
const connectTimeoutMs = 2_000;
const reportedErrors = z.array(z.object({
    message: z.string(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
    extensions: z.record(z.string(), z.unknown()).optional(),
}));
/**
 * Calls one subgraph over pooled connections. Whatever goes wrong on the way becomes one error of the fields that were
 * asked here.
 */
export function createHttpSource({ name, url, headersOf, timeoutMs = 10_000, responseBytesMax = 20_000_000, log: ownLog, observe, share = false, writes = new Writes(), cache = false, resilience: resilienceOptions, }) {
    const { origin, pathname, search } = new URL(url);
    const path = `${pathname}${search}`;
    const pool = new Pool(origin, {
        connections: connectionsMax,
        connect: { timeout: connectTimeoutMs },
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
    });
    const resilience = createResilience(name, ownLog, resilienceOptions);
    const flights = new SharedFlights();
    const direct = ({ body, context, read }) => send(body, context, read);
    const call = cache ? cachingCalls(direct) : direct;
    return {
        get leftAlone() {
            return resilience.open;
        },
        call,
        async process({ request: { query, variables, operationName }, context }) {
            const body = JSON.stringify({ query, variables, operationName });
            return (await send(body, context, JSON.parse));
        },
        async reachable() {
            try {
                const { statusCode, body } = await pool.request({
                    path: '/health',
                    method: 'GET',
                    signal: AbortSignal.timeout(connectTimeoutMs),
                });
                await body.dump();
                return statusCode === 200;
            }
            catch {
                return false;
            }
        },
        close: () => pool.destroy(),
    };
    /** Everybody gets an answer of their own: what is put together from it must not show in another one's. */
    async function send(body, context, read) {
        const { requestId, cancellation, principal } = context;
        try {
            const { text, headers } = await (share && isSafeCall(body)
                ? flights.share(`${writes.count} ${identityOf(principal)} ${body}`, cancellation, (shared) => request(body, { ...context, cancellation: shared }))
                : request(body, context));
            return { ...graphQLAnswer(read(text)), ...keptFor(headers['cache-control']) };
        }
        catch (error) {
            if (!cancellation?.cancelled && !isLeftAlone(error))
                context.log.error({ err: error, subgraph: name, requestId }, 'a subgraph did not answer properly');
            return unavailable(name);
        }
        finally {
            if (!isSafeCall(body))
                writes.ended();
        }
    }
    function request(body, context) {
        const headers = headersOf(context);
        return headers instanceof Promise
            ? headers.then((ready) => requestWith(ready, body, context))
            : requestWith(headers, body, context);
    }
    function requestWith(headers, body, context) {
        headers['content-type'] = 'application/json';
        headers['accept'] = 'application/json';
        const bounds = { cancellation: context.cancellation, timeoutMs, responseBytesMax };
        const startedAt = performance.now();
        const ended = (outcome) => observe?.(outcome, performance.now() - startedAt);
        const exchanged = resilience.run(isSafeCall(body), async () => {
            const exchanged = await exchange(pool, { path, method: 'POST', headers, body }, bounds);
            const { status, headers: received } = exchanged;
            if (awayStatuses.has(status))
                throw new NotReached(`the subgraph is away: ${status}`);
            if (status === 401)
                throw new Error('the subgraph refused our service token');
            // A GraphQL server answers 4xx with errors in the body, too; they are ours to pass on.
            if (!/json/.test(String(received['content-type'])))
                throw new Error('the answer is no JSON');
            return exchanged;
        });
        if (observe)
            exchanged.then(() => ended('answered'), (error) => ended(outcomeOf(error)));
        return exchanged;
    }
}
function outcomeOf(error) {
    if (isLeftAlone(error))
        return 'left-alone';
    return error instanceof Abandoned ? 'abandoned' : 'failed';
}
/** What proxies answer for a service that is away, restarting or overloaded. */
const awayStatuses = new Set([502, 503, 504]);
/** How long the answer may be kept; nothing where it says nothing. */
function keptFor(cacheControl) {
    if (cacheControl === undefined)
        return {};
    const maxAge = /(?:^|[\s,])max-age=(\d+)/.exec(String(cacheControl))?.[1];
    return maxAge === undefined || /no-store|no-cache/.test(String(cacheControl))
        ? {}
        : { maxAgeSeconds: Number(maxAge) };
}
/** Takes what a subgraph sent for an answer. Throws where it is none. */
function graphQLAnswer(value) {
    if (!isObject(value))
        throw new Error('the answer is no object');
    const { data, errors } = value;
    if (data === undefined && errors === undefined)
        throw new Error('the answer has neither data nor errors');
    if (data !== undefined && data !== null && !isObject(data))
        throw new Error('the data of the answer is no object');
    if (errors === undefined || errors === null)
        return { data };
    return { data, errors: reportedErrors.parse(errors) };
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function unavailable(name) {
    return {
        errors: [
            {
                message: `The ${name} service is not answering. Try again in a moment.`,
                extensions: { code: 'SERVICE_UNAVAILABLE' },
            },
        ],
    };
}
//# sourceMappingURL=http-source.js.map