import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestGraph } from '../testing/test-graph.js';
let graph;
beforeAll(async () => {
    graph = await startTestGraph({ introspection: true, development: true });
});
afterAll(async () => {
    await graph[Symbol.asyncDispose]();
});
/** The three that the protection against requests from foreign pages costs: a GET without a header that a page cannot set. */
const refusedOnPurpose = new Set(['5A70', 'D6D5', '6A70']);
for (const audit of serverAudits({ url: () => graph.gateway.url })) {
    test(`GraphQL over HTTP ${audit.id}: ${audit.name}`, async () => {
        const result = await audit.fn();
        if (refusedOnPurpose.has(audit.id))
            expect(result.status).toBe('notice');
        else
            expect([result.status, result.status === 'ok' ? '' : result.reason]).toEqual(['ok', '']);
    });
}
//# sourceMappingURL=protocol-audit.test.js.map