import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
const attempts = 10;
const betweenAttemptsMs = 500;
/** Reads a supergraph from a file, or from a URL whose server may be starting at the same time as we. */
export async function readSupergraph(fileOrUrl) {
    if (!/^https?:\/\//.test(fileOrUrl))
        return readFile(fileOrUrl, 'utf8');
    for (let attempt = 1;; attempt += 1) {
        try {
            const response = await fetch(fileOrUrl, { signal: AbortSignal.timeout(10_000) });
            if (!response.ok)
                throw new Error(`${fileOrUrl} answered ${response.status}`);
            return await response.text();
        }
        catch (error) {
            if (attempt === attempts)
                throw error;
            await delay(betweenAttemptsMs);
        }
    }
}
//# sourceMappingURL=read-supergraph.js.map