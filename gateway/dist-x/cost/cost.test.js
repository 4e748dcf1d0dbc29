import { expect, test } from '@jest/globals';
import { buildASTSchema, getOperationAST, parse } from 'graphql';
import { actualCost } from './actual-cost.js';
import { amountOf } from './amount.js';
import { compileCostRules } from './cost-rules.js';
import { mutationWeight, requestedCost } from './requested-cost.js';
const link = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query mutation: Mutation }`;
const sdl = `
  type Query {
    one: Thing
    heavy: Thing @cost(weight: 20)
    leaf: Int
    dear: Money
    unstated: [Thing]
    assumed: [Thing] @listSize(assumedSize: 7)
    sliced(first: Int, last: Int, filter: Filter): [Thing] @listSize(assumedSize: 50, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    strict(first: Int, last: Int): [Thing] @listSize(slicingArguments: ["first", "last"])
    defaulted(first: Int! = 25): Connection @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])
    nested(page: Page): [Thing] @listSize(slicingArguments: ["page.first"])
    free(a: Int @cost(weight: 3), filter: Filter): Int
    any: Any
    node: Node
    moneys: [Money] @listSize(assumedSize: 4)
  }
  type Mutation { make: Thing }
  type Thing implements Node { id: ID self: Thing list(first: Int = 2): [Thing] @listSize(slicingArguments: ["first"]) }
  type Big implements Node @cost(weight: 9) { id: ID things: [Thing] @listSize(assumedSize: 3) }
  interface Node { id: ID }
  union Any = Thing | Big
  type Connection { total: Int @cost(weight: 5) edges: [Edge] nodes: [Thing] }
  type Edge { node: Thing }
  scalar Money @cost(weight: 2)
  input Filter { text: String @cost(weight: 4) inner: [Filter] }
  input Page { first: Int }
`;
function costOf(source, names = link, definitions = sdl) {
    const supergraph = parse(names + definitions);
    const schema = buildASTSchema(supergraph, { assumeValid: true, assumeValidSDL: true });
    const document = parse(source);
    const operation = getOperationAST(document);
    if (!operation)
        throw new Error('no operation');
    const parts = { schema, rules: compileCostRules(supergraph) };
    const requested = requestedCost(document, operation, parts);
    return {
        known: typeof requested === 'number',
        requested: (variables = {}) => amountOf(requested, variables),
        actual: (data, variables = {}) => actualCost(document, operation, parts)(data, variables),
    };
}
const requested = (source, variables) => costOf(source).requested(variables);
test('an object costs 1, a scalar nothing, and a weight at a type or a field is what it says', () => {
    expect(requested('{ one { id self { id } } leaf __typename }')).toBe(2);
    expect(requested('{ heavy { id } }')).toBe(21);
    expect(requested('{ dear moneys }')).toBe(2 + 4 * 2);
    expect(requested('mutation { make { id } }')).toBe(mutationWeight + 1);
});
test('a list costs its stated size: a slicing argument, else the assumed size, else ten', () => {
    expect(requested('{ unstated { id } }')).toBe(10);
    expect(requested('{ assumed { self { id } } }')).toBe(14);
    expect(requested('{ sliced { id } }')).toBe(50);
    expect(requested('{ sliced(first: 3) { id } }')).toBe(3);
    expect(requested('{ sliced(first: 3, last: 8) { id } }')).toBe(8);
    expect(requested('{ sliced(first: -3) { id } }')).toBe(0);
    expect(requested('{ nested(page: { first: 6 }) { id } }')).toBe(6);
});
test('sizes come from variables, their defaults, and the defaults of the schema', () => {
    const query = 'query($n: Int = 4, $page: Page) { sliced(first: $n) { id } nested(page: $page) { id } }';
    expect(costOf(query).known).toBe(false);
    expect(requested(query, { page: { first: 2 } })).toBe(4 + 2);
    expect(requested(query, { n: 9, page: { first: 2 } })).toBe(9 + 2);
    expect(requested(query, { n: null, page: { first: 2 } })).toBe(50 + 2);
    expect(requested('{ defaulted { nodes { id } } }')).toBe(1 + 25);
    expect(costOf('{ defaulted(first: 3) { nodes { id } } }').known).toBe(true);
});
test('sized fields carry the size of a connection to its edges and nodes, through fragments too', () => {
    expect(requested('{ defaulted(first: 3) { total edges { node { id } } nodes { id } } }')).toBe(1 + 5 + 3 * 2 + 3);
    expect(requested('{ defaulted(first: 3) { ...C } } fragment C on Connection { edges { node { id } } }')).toBe(7);
    // The same fragment where another size holds.
    expect(requested('{ a: defaulted(first: 1) { ...C } b: defaulted(first: 9) { ...C } } fragment C on Connection { nodes { id } }')).toBe(2 + 10);
});
test('exactly one slicing argument is needed where that is required, and the mistake names the field', () => {
    expect(requested('{ strict(first: 2) { id } }')).toBe(2);
    for (const query of ['{ strict { id } }', '{ strict(first: 1, last: 1) { id } }']) {
        expect(() => requested(query)).toThrow('"strict" needs exactly one of the arguments "first", "last"');
    }
    expect(() => requested('query($n: Int) { strict(first: $n) { id } }', { n: null })).toThrow('was given 0');
});
test('lists in lists multiply, and no number is large enough to overflow into a small one', () => {
    expect(requested('{ assumed { list(first: 5) { list { id } } } }')).toBe(7 * (1 + 5 * (1 + 2)));
    expect(requested('{ sliced(first: 2147483647) { list(first: 2147483647) { id } } }')).toBeGreaterThan(1e17);
});
test('arguments and input fields cost their weights where they are given, in lists each time', () => {
    expect(requested('{ free }')).toBe(0);
    expect(requested('{ free(a: 1, filter: { text: "x", inner: [{ text: "y" }, { text: "z" }] }) }')).toBe(3 + 12);
    expect(requested('query($f: Filter) { free(filter: $f) }', { f: { inner: [{ text: 'y' }] } })).toBe(4);
    expect(requested('query($f: Filter) { free(filter: $f) }')).toBe(0);
});
test('of fragments on different types only the dearest is paid, and the dearest type may be the one that comes', () => {
    expect(requested('{ any { ... on Thing { self { id } } ... on Big { things { id } } } }')).toBe(9 + 3);
    expect(requested('{ node { id ... on Node { id } ... on Thing { self { id } } } }')).toBe(9 + 1);
});
test('what @skip and @include leave out is not paid for', () => {
    const query = 'query($on: Boolean! = false) { one @include(if: $on) { id } heavy @skip(if: $on) { id } leaf @include(if: false) }';
    expect(requested(query)).toBe(21);
    expect(requested(query, { on: true })).toBe(1);
    expect(requested('{ ... @include(if: false) { heavy { id } } }')).toBe(0);
});
test('an answer costs what came: lists as long as they are, nulls only the call', () => {
    const query = '{ heavy { id } assumed { self { id } } defaulted { total nodes { id } } }';
    expect(costOf(query).requested()).toBe(21 + 14 + 31);
    const { actual } = costOf(query);
    expect(actual({ heavy: { id: 1 }, assumed: [{ self: null }, null], defaulted: { total: 1, nodes: [{ id: 1 }] } })).toBe(21 + 1 + 1 + 5 + 1);
    expect(actual({ heavy: null, assumed: [], defaulted: null })).toBe(20);
    expect(actual(null)).toBe(0);
    expect(costOf('mutation { make { id } }').actual({ make: null })).toBe(mutationWeight);
});
test('a field that the document selects several times is one field of the answer', () => {
    const { actual, requested: most } = costOf('{ one { id } one { self { id } } ...F } fragment F on Query { one { self { self { id } } } }');
    const answer = { one: { id: 1, self: { id: 2, self: { id: 3 } } } };
    expect(actual(answer)).toBe(3);
    expect(most()).toBeGreaterThanOrEqual(3);
});
test('response names of hostile clients count as nothing but names', () => {
    expect(costOf('{ constructor: one { toString: self { id } } }').actual({ constructor: { toString: { id: 1 } } })).toBe(2);
    expect(costOf('{ one { id } }').actual({})).toBe(0);
});
test('directives that were renamed by @link count, and directives of the same name without @link do not', () => {
    const renamed = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }]) { query: Query }`;
    const definitions = 'type Query { a: Int @price(weight: 5) b: Int @cost(weight: 7) c: [T] @cost__listSize(assumedSize: 2) } type T { x: Int }';
    expect(costOf('{ a b c { x } }', renamed, definitions).requested()).toBe(5 + 2);
    const unlinked = 'schema @link(url: "https://specs.apollo.dev/link/v1.0") { query: Query }';
    expect(costOf('{ a b }', unlinked, definitions).requested()).toBe(0);
});
//# sourceMappingURL=cost.test.js.map