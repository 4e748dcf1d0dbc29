import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { changedLimits } from '../admission/limits.js';
import { amountOf } from '../cost/amount.js';
import { requestedCost } from '../cost/requested-cost.js';
import { loadSupergraph } from '../supergraph/supergraph.js';
import { documentId, readManifest, writeManifest } from './manifest.js';
import { brokenOperations, registeredOperations } from './register.js';
const committed = (file) => readFileSync(new URL(file, import.meta.url), 'utf8');
test('an operation is registered with the fragments that it uses, and with the type names that a cache asks for', () => {
    const [first, second, ...others] = registeredOperations([
        'query B { thing { ...Inner } } query A { thing { id inner { __typename id } } }',
        'fragment Inner on Thing { id inner { ...Deep } } fragment Deep on Thing { id } fragment Unused on Thing { id }',
    ]);
    expect(others).toEqual([]);
    expect(first?.body.replace(/\s+/g, ' ')).toBe('query A { thing { id inner { __typename id } __typename } }');
    expect(second?.body.replace(/\s+/g, ' ')).toBe('query B { thing { ...Inner __typename } } fragment Inner on Thing { id inner { ...Deep __typename } __typename } fragment Deep on Thing { id __typename }');
    expect(second?.id).toBe(documentId(second?.body ?? ''));
});
test('operations without a name, or with one name twice, cannot be registered', () => {
    expect(() => registeredOperations(['{ a }'])).toThrow('needs a name');
    expect(() => registeredOperations(['query A { a }', 'query A { b }'])).toThrow('needs a name of its own');
});
test('a schema that breaks a registered operation is told by the operation and the field', () => {
    const operations = registeredOperations(['query Page($id: ID!) { thing(id: $id) { id name } }']);
    const thing = (fields) => buildSchema(`type Query { ${fields} } type Thing { id: ID name: String }`);
    expect(brokenOperations(thing('thing(id: ID!): Thing'), operations)).toEqual([]);
    expect(brokenOperations(thing('thing(id: Int!): Thing'), operations)).toEqual([
        expect.stringMatching(/^Page \(\w{8}\): .*"\$id"/),
    ]);
    expect(brokenOperations(thing('thing(id: ID!, also: Int!): Thing'), operations)).toEqual([
        expect.stringContaining('also'),
    ]);
    const without = buildSchema('type Query { thing(id: ID!): Thing } type Thing { id: ID }');
    expect(brokenOperations(without, operations)).toEqual([expect.stringContaining('Cannot query field "name"')]);
});
test('a manifest whose ids are not the hashes of its operations is refused', () => {
    const operations = registeredOperations(['query A { a }']);
    expect(readManifest(writeManifest(operations))).toEqual(operations);
    const forged = operations.map((operation) => ({ ...operation, body: 'query A { b }' }));
    expect(() => readManifest(writeManifest(forged))).toThrow('is not the SHA-256');
    expect(() => readManifest('{}')).toThrow();
});
test('nothing that the application sends, or has sent since its release, is broken or dearer than a third of the limit', () => {
    const supergraph = loadSupergraph(committed('../supergraph.graphql'));
    const operations = ['persisted', 'released'].flatMap((kind) => readManifest(committed(`../../web/${kind}-operations.json`)));
    expect(operations.length).toBeGreaterThan(40);
    expect(brokenOperations(supergraph.apiSchema, operations)).toEqual([]);
    const parts = { schema: supergraph.apiSchema, rules: supergraph.costs };
    // The largest pages that there are: every number that a page may send is a page size.
    const variables = new Proxy({}, { getOwnPropertyDescriptor: () => ({ value: 100, configurable: true }), get: () => 100 });
    const costs = operations.map(({ name, body }) => {
        const document = parse(body);
        const operation = getOperationAST(document);
        return { name, cost: operation ? amountOf(requestedCost(document, operation, parts), variables) : 0 };
    });
    const { operationCostMax } = changedLimits();
    expect(costs.filter(({ cost }) => cost > operationCostMax / 3)).toEqual([]);
    expect(costs.every(({ cost }) => cost > 0)).toBe(true);
});
//# sourceMappingURL=register.test.js.map