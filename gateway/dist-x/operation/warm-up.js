import { setImmediate as othersFirst } from 'node:timers/promises';
import { decidingVariables } from './decided-conditions.js';
/** For what clients have used, in all; registered operations are always prepared, whatever it takes. */
const usedWithinMs = 3_000;
/** After so long requests have their turn. */
const turnMs = 10;
/**
 * Prepares each registered operation for each principal, so that no client waits for a plan. Requests go on meanwhile.
 *
 * @returns what does not fit the supergraph, one readable line for each operation.
 */
export async function prepareRegistered(operations, registered, principals) {
    const broken = [];
    let since = performance.now();
    for (const { name, id, body } of registered) {
        try {
            const document = operations.admit(body);
            if (!('kind' in document))
                throw new Error(document.map(({ message }) => message).join('; '));
            for (const principal of principals) {
                for (const variables of decidingVariables(document))
                    operations.prepare({ source: body, document, operationName: name, principal, variables });
                // Some milliseconds for the first of an operation, fractions of one for the others.
                if (performance.now() - since > turnMs) {
                    await othersFirst();
                    since = performance.now();
                }
            }
        }
        catch (error) {
            broken.push(`${name} (${id.slice(0, 8)}): ${error instanceof Error ? error.message : String(error)}`);
        }
    }
    return broken;
}
/**
 * Prepares what clients have used with the operations of an earlier supergraph, the last used first, as far as it fits.
 *
 * @returns how many it has prepared.
 */
export async function prepareUsed(operations, earlier) {
    const until = performance.now() + usedWithinMs;
    let prepared = 0;
    for (const request of earlier.used()) {
        if (performance.now() > until)
            break;
        try {
            const document = operations.admit(request.source);
            if (!('kind' in document))
                continue;
            operations.prepare({ ...request, document });
            prepared += 1;
        }
        catch {
            // It does not fit any more: whoever sends it again is told why.
        }
        await othersFirst();
    }
    return prepared;
}
//# sourceMappingURL=warm-up.js.map