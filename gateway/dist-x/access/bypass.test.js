import { expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { composeSubgraphs } from '../composition.js';
import { createOperations } from '../operation/operations.js';
import { loadSupergraph } from '../supergraph/supergraph.js';
import { link } from '../testing/test-subgraph.js';
/**
 * Ways around the directives that were published as advisories of other routers (GHSA-x33c-7c2v-mrj9: through interfaces;
 * GHSA-g8jh-vg5j-4h3f: by renamed imports), and their relatives. What counts is the plan: what is not in it is not fetched.
 */
function graphOf(...sdls) {
    const { supergraphSdl } = composeSubgraphs(sdls.map((sdl, at) => ({
        name: `s${at}`,
        url: `http://s${at}.test`,
        sdl: sdl.includes('@link') ? sdl : `${link} ${sdl}`,
    })));
    const operations = createOperations(loadSupergraph(supergraphSdl), { introspection: false });
    return (source, ...scopes) => {
        const principal = {
            kind: 'user',
            userId: newId('user'),
            scopes,
            sessionId: newId('session'),
            sessionVersion: 1,
        };
        const document = operations.admit(source);
        if (!('kind' in document))
            throw new Error(document.map(({ message }) => message).join('\n'));
        const { authorized, plan } = operations.prepare({ source, document, operationName: undefined, principal });
        return { denied: authorized.denials.map(({ path }) => path.join('.')), fetched: JSON.stringify(plan) };
    };
}
test('directives that are imported under another name are enforced through the composed supergraph', () => {
    const run = graphOf(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
      { name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@may" }, { name: "@policy", as: "@rule" }
    ])
    type Query { open: Int secret: Int @may(scopes: [["s"]]) ruled: Int @rule(policies: [["nobody"]]) }
  `);
    const { denied, fetched } = run('{ open a: secret b: ruled }');
    expect(denied).toEqual(['a', 'b']);
    expect(fetched).not.toMatch(/secret|ruled/);
    expect(run('{ secret }', 's').denied).toEqual([]);
});
const animals = `
  type Query { pets: [Pet!] thing: Thing any: Any }
  interface Thing { name: String }
  interface Pet implements Thing { name: String owner: Person }
  union Any = Dog | Cat
  type Person { phone: String @requiresScopes(scopes: [["phone"]]) }
  type Dog implements Pet & Thing { name: String @requiresScopes(scopes: [["dog"]]) owner: Person chip: Int @requiresScopes(scopes: [["chip"]]) }
  type Cat implements Pet & Thing { name: String owner: Person }
`;
test('a field that one implementation protects is protected on its interface, and on the interface of that interface', () => {
    const run = graphOf(animals);
    for (const query of [
        '{ pets { name } }',
        '{ thing { name } }',
        '{ pets { ... on Thing { name } } }',
        '{ any { ... on Pet { name } } }',
        '{ any { ... on Thing { ... on Pet { name } } } }',
        '{ any { ...F } } fragment F on Pet { ...G } fragment G on Thing { n: name }',
    ]) {
        const { denied, fetched } = run(query);
        expect([query, denied.length]).toEqual([query, 1]);
        expect(fetched).not.toMatch(/\bname\b/);
    }
    expect(run('{ pets { ... on Cat { name } } }').denied).toEqual([]);
    expect(run('{ pets { name } }', 'dog').denied).toEqual([]);
});
test('a protected field stays protected behind conditions, repeats, aliases and fragments without a type', () => {
    const run = graphOf(animals);
    const { denied, fetched } = run(`query($on: Boolean! = true) {
    pets { ... { ... on Dog { chip } } ... @include(if: $on) { ... on Dog { x: chip @skip(if: false) } } owner { phone p: phone } }
    pets { ... on Dog { chip } }
  }`);
    expect(denied).toEqual(['pets.chip', 'pets.x', 'pets.owner.phone', 'pets.owner.p', 'pets.chip']);
    expect(fetched).not.toMatch(/chip|phone/);
});
test('a protected enum or scalar protects every field that returns it, in lists too, and on interfaces', () => {
    const run = graphOf(`
    type Query { holder: Holder all: [Kind!]! }
    interface Holder { kinds: [Kind!] }
    type A implements Holder { kinds: [Kind!] at: Instant }
    enum Kind @requiresScopes(scopes: [["kind"]]) { ONE TWO }
    scalar Instant @policy(policies: [["nobody"]])
  `);
    const { denied, fetched } = run('{ holder { kinds ... on A { k: kinds at } } all }');
    expect(denied).toEqual(['holder.kinds', 'holder.k', 'holder.at', 'all']);
    expect(fetched).not.toMatch(/kinds|\bat\b|\ball\b/);
});
test('a field that another subgraph adds by @interfaceObject is as protected as the types behind it', () => {
    const objects = link.replace('"@policy"', '"@policy", "@interfaceObject"');
    const run = graphOf(`${link} type Query { media: [Media!] }
     interface Media @key(fields: "id") { id: ID! }
     type Book implements Media @key(fields: "id") @requiresScopes(scopes: [["book"]]) { id: ID! }
     type Film implements Media @key(fields: "id") { id: ID! }`, `${objects} type Media @key(fields: "id") @interfaceObject { id: ID! score: Int }`);
    const { fetched } = run('{ media { score } }');
    expect(fetched).not.toContain('score');
    expect(run('{ media { ... on Book { score } } }').fetched).not.toContain('score');
    expect(run('{ media { score } }', 'book').fetched).toContain('score');
});
test('what a field is computed from by @requires must be permitted too, over subgraphs', () => {
    const run = graphOf(`type Query { firm: Firm } type Firm @key(fields: "id") { id: ID! rate: Int @requiresScopes(scopes: [["rate"]]) }`, `type Firm @key(fields: "id") {
       id: ID! rate: Int @external
       total: Int @requires(fields: "rate") @requiresScopes(scopes: [["rate"]])
     }`);
    const { denied, fetched } = run('{ firm { id t: total } }');
    expect(denied).toEqual(['firm.t']);
    expect(fetched).not.toMatch(/rate|total/);
});
test('a subscription whose root is protected is not planned, and what is protected below it is not fetched', () => {
    const run = graphOf(`
    type Query { a: Int }
    type Subscription { ticks: Tick closed: Tick @requiresScopes(scopes: [["s"]]) }
    type Tick { at: Int secret: Int @requiresScopes(scopes: [["s"]]) }
  `);
    expect(run('subscription { closed { at } }')).toEqual({ denied: ['closed'], fetched: '{"kind":"QueryPlan"}' });
    const { denied, fetched } = run('subscription { ticks { at secret } }');
    expect(denied).toEqual(['ticks.secret']);
    expect(fetched).not.toContain('secret');
});
//# sourceMappingURL=bypass.test.js.map