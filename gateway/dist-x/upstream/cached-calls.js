import { Recent } from '../operation/recent.js';
import { identityOf } from './identity.js';
import { isSafeCall } from './subgraph-call.js';
const answersMax = 10_000;
const queriesMax = 1_000;
/**
 * Keeps what a subgraph says may be kept: an answer without errors, for as long as its `Cache-Control` allows, which Apollo
 * Server computes from `@cacheControl`. Entities are kept one by one, so that a later fetch asks only for those that are
 * not known. Everything is kept per principal, also what is public: no mistake in a hint can show one person another's data.
 */
export function cachingCalls(send, now = Date.now) {
    const kept = new Recent(answersMax);
    /** Queries whose answers could be kept before; for all others no key is built. */
    const keepable = new Recent(queriesMax);
    return async (call) => {
        if (!isSafeCall(call.body) || !keepable.get(call.query))
            return remember(call, await send(call));
        return call.representations ? entities(call, call.representations) : whole(call);
    };
    function remember(call, answer) {
        const { maxAgeSeconds = 0, data, errors } = answer;
        if (maxAgeSeconds <= 0 || errors || !data || !isSafeCall(call.body))
            return answer;
        keepable.set(call.query, true);
        const until = now() + maxAgeSeconds * 1_000;
        if (!call.representations)
            kept.set(wholeKey(call), { json: JSON.stringify(data), until });
        else if (Array.isArray(data['_entities'])) {
            for (const [index, entity] of data['_entities'].entries()) {
                kept.set(entityKey(call, call.representations[index] ?? ''), { json: JSON.stringify(entity), until });
            }
        }
        return answer;
    }
    async function whole(call) {
        const known = fresh(wholeKey(call));
        return known ? { data: JSON.parse(known.json) } : remember(call, await send(call));
    }
    async function entities(call, representations) {
        const known = representations.map((representation) => fresh(entityKey(call, representation)));
        const missing = representations.filter((_, index) => !known[index]);
        if (missing.length === representations.length)
            return remember(call, await send(call));
        let asked = [];
        if (missing.length > 0) {
            const part = asking(call, missing);
            const answer = remember(part, await send(part));
            const received = answer.data?.['_entities'];
            // With errors, or an answer that does not fit, paths and places are only right for the whole call.
            if (answer.errors || !Array.isArray(received) || received.length !== missing.length)
                return send(call);
            asked = received;
        }
        let next = 0;
        return { data: { _entities: known.map((one) => (one ? JSON.parse(one.json) : asked[next++])) } };
    }
    function fresh(key) {
        const one = kept.get(key);
        if (one && one.until > now())
            return one;
        if (one)
            kept.delete(key);
        return undefined;
    }
}
/** Whose it is, and the whole request. */
function wholeKey({ context, body }) {
    return `${identityOf(context.principal)} ${body}`;
}
/** Whose it is, the request without its representations, and the one that it is about. */
function entityKey({ context, body, representations }, representation) {
    const list = `"representations":[${(representations ?? []).join(',')}]`;
    return `${identityOf(context.principal)} ${body.replace(list, '')} ${representation}`;
}
/** The same call for some of its entities. */
function asking(call, representations) {
    const { query, operationName, variables } = JSON.parse(call.body);
    const body = JSON.stringify({
        query,
        ...(operationName ? { operationName } : {}),
        variables: {
            ...variables,
            representations: representations.map((text) => JSON.parse(text)),
        },
    });
    return { ...call, body, representations };
}
//# sourceMappingURL=cached-calls.js.map