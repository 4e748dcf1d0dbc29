import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { compileAccessRules } from './access-rules.js';
import { refusalOf } from './requirement.js';
const header = (authenticated, scopes) => `
  schema
    @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
    @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY${authenticated})
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY${scopes})
    @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
  { query: Query }
`;
const plain = header('', '');
const rulesOf = (sdl, head = plain) => compileAccessRules(parse(head + sdl));
test('a directive that is imported under another name counts as itself', () => {
    const renamed = header(', import: [{ name: "@authenticated", as: "@signedIn" }]', ', as: "mayHave"');
    const rules = rulesOf('type Query { a: Int @signedIn b: Int @mayHave(scopes: [["x"]]) c: Int @authenticated }', renamed);
    expect(rules.field('Query', 'a').authenticated).toBe(true);
    expect(rules.field('Query', 'b').scopes).toEqual([[['x']]]);
    // Under the renaming this is somebody's own directive, and none of ours.
    expect(rules.field('Query', 'c').authenticated).toBe(false);
});
test('field, parent type and returned type, leaves too, must all be satisfied', () => {
    const rules = rulesOf(`
    type Query { thing: Thing @requiresScopes(scopes: [["a"]]) secret: Secret kind: Kind }
    type Thing @requiresScopes(scopes: [["b"]]) { id: ID @requiresScopes(scopes: [["c"]]) }
    scalar Secret @authenticated
    enum Kind @requiresScopes(scopes: [["d"]]) { ONE }
  `);
    expect(rules.field('Query', 'thing').scopes).toEqual([[['a']], [['b']]]);
    expect(rules.field('Thing', 'id').scopes).toEqual([[['b']], [['c']]]);
    expect(rules.field('Query', 'secret').authenticated).toBe(true);
    expect(rules.field('Query', 'kind').scopes).toEqual([[['d']]]);
});
test('an interface field asks for what each implementation asks for', () => {
    const rules = rulesOf(`
    type Query { node: Node }
    interface Node { id: ID }
    type A implements Node { id: ID @requiresScopes(scopes: [["a"]]) }
    type B implements Node @requiresScopes(scopes: [["b"]]) { id: ID }
  `);
    expect(rules.field('Node', 'id').scopes).toEqual([[['a']], [['b']]]);
    expect(rules.field('A', 'id').scopes).toEqual([[['a']]]);
});
test('a field asks for what it is computed from, at any depth and through types', () => {
    const rules = rulesOf(`
    type Query { firm: Firm }
    type Firm {
      zone: String @requiresScopes(scopes: [["zone"]])
      address: Address
      clock: String @join__field(graph: DATA, requires: "zone address { street { ... on Street { number } } }")
      bell: String @join__field(graph: OTHER, requires: "clock")
    }
    type Address @requiresScopes(scopes: [["address"]]) { street: Street }
    type Street { number: Int @authenticated }
  `);
    expect(rules.field('Firm', 'bell').scopes).toEqual([[['zone']], [['address']]]);
    expect(rules.field('Firm', 'bell').authenticated).toBe(true);
});
test('a field that needs itself is refused when the rules are compiled', () => {
    const circle = 'type Query { a: Int @join__field(graph: A, requires: "b") b: Int @join__field(graph: B, requires: "a") }';
    expect(() => rulesOf(circle)).toThrow('a circle of @requires');
});
test('a refusal says whether signing in or a permission is missing', () => {
    const { field } = rulesOf('type Query { a: Int @requiresScopes(scopes: [["x", "y"], ["z"]]) b: Int @requiresScopes(scopes: []) }');
    const none = new Set();
    expect(refusalOf(field('Query', 'a'), undefined, none)?.code).toBe('UNAUTHENTICATED');
    const person = (...scopes) => ({ kind: 'user', scopes });
    expect(refusalOf(field('Query', 'a'), person('x'), none)).toEqual({
        code: 'FORBIDDEN',
        message: 'This needs the permission "x" and "y", or "z".',
    });
    expect(refusalOf(field('Query', 'a'), person('x', 'y'), none)).toBeUndefined();
    // An empty list of alternatives can be satisfied by nobody.
    expect(refusalOf(field('Query', 'b'), person('x'), none)?.code).toBe('FORBIDDEN');
});
test('a field that is given a value of its context asks for what that value asks for, on every type that sets it', () => {
    const { field } = rulesOf(`
    type Query { firm: Firm person: Person }
    type Firm @context(name: "data__owner") { zone: String @requiresScopes(scopes: [["zone"]]) clock: Clock }
    type Person @context(name: "data__owner") { zone: String @authenticated clock: Clock }
    type Clock {
      now: String @join__field(graph: DATA, contextArguments: [
        { context: "data__owner", name: "zone", type: "String", selection: " { zone }" }
      ])
    }
  `);
    expect(field('Clock', 'now')).toEqual({ authenticated: true, scopes: [[['zone']]], policies: [] });
});
//# sourceMappingURL=access-rules.test.js.map