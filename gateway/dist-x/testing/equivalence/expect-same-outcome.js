import { expect } from '@jest/globals';
import { scopesOf } from '@smarterfirms/platform/access';
import { newId } from '@smarterfirms/platform/ids';
import { compareExecutors } from './compare-executors.js';
const owner = {
    kind: 'user',
    userId: newId('user'),
    firmId: newId('firm'),
    role: 'owner',
    scopes: scopesOf('owner'),
    sessionId: newId('session'),
    sessionVersion: 1,
};
/** Runs so many generated operations by both executors and fails at the first difference, with the operation. */
export async function expectSameOutcome(graph, { operations, answers }) {
    const compare = compareExecutors(graph, answers);
    const counts = { outcomes: 0, withData: 0, withErrors: 0, unplanned: 0 };
    for (let seed = 0; seed < operations; seed += 1) {
        const before = counts.outcomes;
        // Nobody in particular is denied much of the product's graph: that is compared as well.
        for await (const { source, variables, compiled, stock } of compare(seed, seed % 3 === 0 ? undefined : owner)) {
            expect({ source, variables, ...compiled }).toEqual({ source, variables, ...stock });
            counts.outcomes += 1;
            if (compiled.data !== null)
                counts.withData += 1;
            if (compiled.errors.length > 0)
                counts.withErrors += 1;
        }
        if (counts.outcomes === before)
            counts.unplanned += 1;
    }
    return counts;
}
//# sourceMappingURL=expect-same-outcome.js.map