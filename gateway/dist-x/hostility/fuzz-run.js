var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import { expect } from '@jest/globals';
import { printSchema } from 'graphql';
import { loadSupergraph } from '../supergraph/supergraph.js';
import { Random } from '../testing/random.js';
import { damaged, randomOperation } from '../testing/random-operation.js';
import { otherFirm, ownFirm, startTestGraph } from '../testing/test-graph.js';
import { person } from '../testing/test-keys.js';
/** Words that only one firm's people, or only who has a scope, may ever read. */
const secrets = [
    { word: /Own LLP|America\/New_York/, unless: ({ firm }) => firm === ownFirm },
    { word: /Other LLP|Europe\/Berlin/, unless: ({ firm }) => firm === otherFirm },
    { word: /"1234"/, unless: ({ scopes }) => scopes.includes('safe:open') },
    { word: /tax-77/, unless: ({ scopes }) => scopes.includes('tax:read') },
    { word: /by nobody/, unless: () => false },
    { word: /"a seal"/, unless: () => false },
    { word: /Own v\. Other/, unless: ({ scopes }) => scopes.includes('matters:read') },
];
const allScopes = [
    'firm:read',
    'firm:write',
    'matters:read',
    'billing:read',
    'billing:write',
    'safe:open',
    'tax:read',
    'sync:read',
];
const codes = new Set([
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
    'BAD_USER_INPUT',
    'BAD_REQUEST',
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'COST_LIMIT_EXCEEDED',
    'INTERNAL_SERVER_ERROR',
]);
const masked = /^Something went wrong on our side\. Request [\w-]+\.$/;
const inside = /node_modules|\.[jt]s:\d|ECONN|10\.1\.1\.1|Cannot read propert|is not a function|call stack|_entities|serviceName/;
/**
 * Sends so many generated operations, as people of two firms with changing scopes and as nobody, some of them damaged. Each
 * answer must be one: no crash, no error that was not meant to be seen, nothing that its reader may not read. Counts what
 * came, so that a test can tell that it has tried something.
 */
export async function fuzz(seed, count) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const plenty = { capacity: 1e12, refillPerSecond: 1e9 };
        const graph = __addDisposableResource(env_1, await startTestGraph({
            limits: {
                operationCostMax: 1e6,
                user: plenty,
                anonymous: plenty,
                signUpsPerNetwork: plenty,
                signUpsPerAccount: plenty,
                signInsPerNetwork: plenty,
                signInsPerAccount: plenty,
            },
        }), true);
        const schema = loadSupergraph(graph.supergraphSdl).apiSchema;
        expect(printSchema(schema)).toContain('type Firm');
        const random = new Random(seed);
        const people = await Promise.all(Array.from({ length: 12 }, async (_, at) => {
            if (at === 0)
                return { firm: undefined, scopes: [], token: undefined };
            const firm = at % 2 ? ownFirm : otherFirm;
            const scopes = allScopes.filter(() => random.chance(0.5));
            return { firm, scopes, token: await graph.token(person(scopes, firm)) };
        }));
        const found = { answered: 0, refused: 0, denied: 0 };
        for (let at = 0; at < count; at += 1) {
            const operation = randomOperation(schema, random, { ids: [ownFirm, otherFirm, 'job_1', 'frm_unknown'] });
            const query = random.chance(0.2) ? damaged(operation.query, random) : operation.query;
            const who = random.of(people);
            const { status, body, text } = await graph.post(query, {
                variables: operation.variables,
                ...(who.token ? { token: who.token } : {}),
            });
            const about = `seed ${seed}, operation ${at}: ${query}\n${JSON.stringify(operation.variables)}\n${status} ${text}`;
            const check = (holds, what) => {
                if (!holds)
                    throw new Error(`${what}\n${about}`);
            };
            check(status === 200 || status === 400, 'an answer of another kind');
            check('data' in body || 'errors' in body, 'an answer that is none');
            check(!inside.test(text), 'an answer that tells of our inside');
            for (const { message, extensions } of body.errors ?? []) {
                check(codes.has(String(extensions['code'])), 'an error without a code that clients know');
                check(extensions['code'] !== 'INTERNAL_SERVER_ERROR' || masked.test(message), 'an error that is not masked');
                // Two fields of the test graph fail by design; nothing else may.
                check(extensions['code'] !== 'INTERNAL_SERVER_ERROR' || /fails|missing/.test(query), 'a failure of ours');
            }
            const shown = JSON.stringify(body.data ?? null);
            for (const { word, unless } of secrets)
                check(unless(who) || !word.test(shown), `${word} was told`);
            found.answered += body.data ? 1 : 0;
            found.refused += status === 400 ? 1 : 0;
            found.denied += body.errors?.some(({ extensions }) => extensions['code'] === 'FORBIDDEN') ? 1 : 0;
        }
        expect(graph.logLines.filter(({ msg }) => msg === 'a request failed')).toEqual([]);
        expect((await fetch(new URL('/health', graph.gateway.url))).status).toBe(200);
        return found;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
//# sourceMappingURL=fuzz-run.js.map