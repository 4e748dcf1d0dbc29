import { setTimeout as delay } from 'node:timers/promises';
const timeoutMs = 10_000;
const firstAttempts = 10;
const betweenAttemptsMs = 500;
/**
 * A text behind a URL, asked for again and again; `ETag` and `If-None-Match` keep an unchanged one from being sent.
 * The first reading is tried for a while: its server may be starting at the same time as we.
 */
export function urlSource(url, { pollMs = 10_000 } = {}) {
    let known;
    return {
        async read() {
            for (let attempt = 1;; attempt += 1) {
                try {
                    known = await request(url, known);
                    return known.text;
                }
                catch (error) {
                    if (known || attempt === firstAttempts)
                        throw error;
                    await delay(betweenAttemptsMs);
                }
            }
        },
        watch(changed) {
            const polling = setInterval(changed, pollMs).unref();
            return () => clearInterval(polling);
        },
    };
}
async function request(url, known) {
    const response = await fetch(url, {
        headers: known?.etag ? { 'if-none-match': known.etag } : {},
        signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 304 && known)
        return known;
    const text = await response.text();
    // The URL itself may hold a credential: who reads the message knows which one is configured.
    if (!response.ok)
        throw new Error(`the supergraph's URL answered ${response.status}`);
    return { text, etag: response.headers.get('etag') };
}
//# sourceMappingURL=url-source.js.map