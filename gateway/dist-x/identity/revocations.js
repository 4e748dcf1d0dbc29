import { setTimeout as delay } from 'node:timers/promises';
import { servicePrincipal } from '@smarterfirms/platform/principal';
import { z } from 'zod';
/** Sessions that auth has ended lately. A token lives 15 minutes, so the list need not go back further than a little more. */
const revocationList = z.object({ sessionIds: z.array(z.string()) });
/** For one look. Not the interval: with a short one, a busy machine would never see a first list. */
const attemptMs = 5_000;
/**
 * Keeps auth's list of revoked sessions at hand.
 *
 * While auth is away the last list stays in force: refusing everybody would turn an outage of auth into one of all. Before
 * there is a first list nobody with a token is served, whose session may have ended long ago.
 */
export function watchRevocations({ url, signer, log, intervalMs = 5_000 }) {
    let revoked = new Set();
    let known = false;
    const listeners = new Map();
    const stopping = new AbortController();
    let looked;
    const firstLook = new Promise((resolve) => {
        looked = resolve;
    });
    const watching = watch();
    async function watch() {
        let failing = false;
        while (!stopping.signal.aborted) {
            try {
                apply(await fetchList());
                known = true;
                failing = false;
            }
            catch (error) {
                if (!failing && !stopping.signal.aborted)
                    log.warn({ err: error }, 'the list of revoked sessions could not be had');
                failing = true;
            }
            looked();
            await delay(intervalMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
        }
    }
    async function fetchList() {
        const token = await signer.sign('auth', servicePrincipal.parse({ kind: 'service', service: 'gateway' }));
        const response = await fetch(url, {
            headers: { authorization: `Bearer ${token}` },
            signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(attemptMs)]),
        });
        if (!response.ok)
            throw new Error(`auth answered ${response.status}`);
        return revocationList.parse(await response.json()).sessionIds;
    }
    function apply(sessionIds) {
        const added = sessionIds.filter((sessionId) => !revoked.has(sessionId));
        revoked = new Set(sessionIds);
        for (const sessionId of added) {
            const called = listeners.get(sessionId);
            listeners.delete(sessionId);
            for (const listener of called ?? [])
                listener();
        }
    }
    return {
        get known() {
            return known;
        },
        firstLook: () => firstLook,
        has: (sessionId) => revoked.has(sessionId),
        onRevoked(sessionId, listener) {
            const own = listeners.get(sessionId) ?? new Set();
            listeners.set(sessionId, own.add(listener));
            return () => {
                own.delete(listener);
                if (own.size === 0 && listeners.get(sessionId) === own)
                    listeners.delete(sessionId);
            };
        },
        async stop() {
            stopping.abort();
            await watching;
        },
    };
}
//# sourceMappingURL=revocations.js.map