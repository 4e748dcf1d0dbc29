import { expect, test } from '@jest/globals';
import { buildSchema, printSchema, specifiedScalarTypes } from 'graphql';
import { composeSubgraphs } from '../composition.js';
import { loadSupergraph } from '../supergraph/supergraph.js';
import { link } from '../testing/test-subgraph.js';
import { contractSupergraph } from './contract.js';
const subgraph = (name, sdl) => ({ name, url: `http://${name}.test/graphql`, sdl: `${link} ${sdl}` });
function publicSchema(...subgraphs) {
    const { supergraphSdl } = composeSubgraphs(subgraphs);
    return printSchema(loadSupergraph(contractSupergraph(supergraphSdl, 'public') ?? '').apiSchema);
}
const shop = subgraph('shop', `
  type Query {
    order(id: ID!): Order @tag(name: "public")
    orders(filter: OrderFilter, by: OrderBy): OrderConnection! @tag(name: "public")
    search: [Result!]! @tag(name: "public")
    things: [Thing!]! @tag(name: "public")
    secrets: [Secret!]!
  }
  type Mutation { cancel(input: CancelInput!): CancelPayload! @tag(name: "public") purge: Int }
  type Subscription { ticks: Int }
  type Order @key(fields: "id") @tag(name: "public") { id: ID! total: Money! buyer: Person secret: Secret }
  type OrderConnection { nodes: [Order!]! hidden: Int @inaccessible }
  input OrderFilter { state: State nested: OrderFilter }
  enum State { OPEN CLOSED }
  enum OrderBy { NEWEST }
  enum Unused { A }
  type Money { amount: Int! currency: String! }
  type Person @key(fields: "id") { id: ID! name: String @tag(name: "public") email: String secret: Secret }
  type Secret @key(fields: "id") { id: ID! text: String }
  union Result = Order | Secret
  interface Thing { label: String }
  type Book implements Thing { label: String pages: Int }
  type Vault implements Thing @key(fields: "id") { id: ID! label: String }
  input CancelInput { id: ID! reason: Reason }
  enum Reason { LATE }
  type CancelPayload { ok: Order error: Failure }
  interface UserError { message: String! }
  type Failure implements UserError { message: String! code: Code! }
  enum Code { GONE }
  `);
test('what is tagged is public, with everything that it needs and nothing else', () => {
    const schema = buildSchema(publicSchema(shop));
    const coordinates = Object.values(schema.getTypeMap())
        .filter(({ name }) => !name.startsWith('__') && !specifiedScalarTypes.some((scalar) => scalar.name === name))
        .map((type) => [
        type.name,
        'getFields' in type ? Object.keys(type.getFields()) : 'getTypes' in type ? type.getTypes().map(String) : [],
    ]);
    expect(Object.fromEntries(coordinates)).toEqual({
        Query: ['order', 'orders', 'search', 'things'],
        Mutation: ['cancel'],
        Order: ['id', 'total', 'buyer'],
        OrderConnection: ['nodes'],
        OrderFilter: ['state', 'nested'],
        State: [],
        OrderBy: [],
        Money: ['amount', 'currency'],
        Person: ['name'],
        Result: ['Order'],
        Thing: ['label'],
        Book: ['label', 'pages'],
        CancelInput: ['id', 'reason'],
        Reason: [],
        CancelPayload: ['ok', 'error'],
        UserError: ['message'],
        Failure: ['message', 'code'],
        Code: [],
    });
});
test('a tag in one subgraph opens that subgraph’s fields of the entity, not those of another', () => {
    const notes = subgraph('notes', 'type Order @key(fields: "id") { id: ID! notes: [String!]! }');
    const priced = subgraph('prices', 'type Person @key(fields: "id") { id: ID! rate: Int rank: Int @tag(name: "public") }');
    const schema = publicSchema(shop, notes, priced);
    expect(schema).toContain('rank: Int');
    expect(schema).not.toContain('rate: Int');
    // A tag at the type is about the type, whichever subgraph says it: composition merges types.
    expect(schema).toContain('notes: [String!]!');
});
test('a private key still serves the planner, and its name is no field to a client', () => {
    const keyed = subgraph('a', 'type Query { box: Box @tag(name: "public") } type Box @key(fields: "serial") { serial: ID! size: Int @tag(name: "public") }');
    const other = subgraph('b', 'type Box @key(fields: "serial") { serial: ID! weight: Int @tag(name: "public") }');
    const { supergraphSdl } = composeSubgraphs([keyed, other]);
    const supergraph = loadSupergraph(contractSupergraph(supergraphSdl, 'public') ?? '');
    expect(printSchema(supergraph.apiSchema)).not.toContain('serial');
    expect(printSchema(supergraph.apiSchema)).toContain('weight: Int');
});
test('a supergraph without any tag has no public part', () => {
    const { supergraphSdl, publicSdl } = composeSubgraphs([subgraph('a', 'type Query { a: Int }')]);
    expect(contractSupergraph(supergraphSdl, 'public')).toBeUndefined();
    expect(publicSdl).toBe('');
});
//# sourceMappingURL=contract.test.js.map