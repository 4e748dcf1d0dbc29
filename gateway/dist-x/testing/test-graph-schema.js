import { cacheControlDefinition } from '@smarterfirms/platform/graph-cache-control';
/** What the three subgraphs of the tests have: what decides over access, lists, entities of each other, a stream. */
export const accountsSdl = `
  ${cacheControlDefinition}
  scalar Day
  enum Mood { GOOD BAD }
  interface Named { name: String }
  union Found = Firm | Safe
  type Query {
    me: Person
    plans: [Plan!]!
    firm(id: ID!): Firm @authenticated
    named: [Named!]! @authenticated
    found: [Found!]! @authenticated
    vault: Safe
    badge: String @cacheControl(maxAge: 600, scope: PRIVATE)
    mistakenBadge: String @cacheControl(maxAge: 600)
    byDay(day: Day!, mood: Mood): String @authenticated
    search(filter: Nested, ids: [ID!]): String @authenticated
    fails: String
    missing: String! @authenticated
    client: Client @authenticated
  }
  type Client @key(fields: "taxId") {
    taxId: String @requiresScopes(scopes: [["tax:read"]])
    name: String @authenticated
  }
  type Mutation {
    rename(name: String!): Firm @requiresScopes(scopes: [["firm:write"]])
    signUp(input: Credentials!): String
    signIn(input: Credentials!): String
  }
  input Nested { text: String and: [Nested!] }
  input Credentials { email: String! password: String! }
  type Person @key(fields: "id") @authenticated { id: ID! }
  type Plan { code: String! }
  type Firm implements Named @key(fields: "id") {
    id: ID! @authenticated
    name: String @authenticated
    timeZone: String! @requiresScopes(scopes: [["firm:read"]])
    revenue: Int @requiresScopes(scopes: [["billing:read"], ["firm:read", "billing:write"]])
    audited: String @policy(policies: [["auditor"]])
    seal: String @policy(policies: [["auditor"], ["firm_owner", "recent_sign_in"]])
    self: Firm @authenticated
  }
  type Safe implements Named @requiresScopes(scopes: [["safe:open"]]) { name: String code: String! }
`;
export const clioSdl = `
  type Query { job(id: ID!): Job @requiresScopes(scopes: [["sync:read"]]) }
  type Subscription {
    progress(jobId: ID!): Job! @requiresScopes(scopes: [["sync:read"]])
    ticks: Int
  }
  type Job @key(fields: "id") @authenticated { id: ID! percent: Int firm: Firm! notes: [Note!]! }
  type Firm @key(fields: "id", resolvable: false) { id: ID! }
  interface Note { text: String }
  type Remark implements Note { text: String by: String }
  type Warning implements Note { text: String level: Int }
`;
export const dataSdl = `
  type Query { size: Int @authenticated }
  type Firm @key(fields: "id") {
    id: ID!
    timeZone: String! @external
    clock: String @requires(fields: "timeZone") @requiresScopes(scopes: [["firm:read"]])
    matters(first: Int = 25): [Matter!]! @requiresScopes(scopes: [["matters:read"]]) @listSize(slicingArguments: ["first"])
  }
  type Client @key(fields: "taxId") { taxId: String matterCount: Int @authenticated }
  type Matter @key(fields: "id") { id: ID! @requiresScopes(scopes: [["matters:read"]]) title: String @requiresScopes(scopes: [["matters:read"]]) }
`;
/** Clio can tell the name of a firm, too; a supergraph that says so plans the name with the event. */
export const withNamedFirms = (sdl) => sdl.replace('{ id: ID! }', '{ id: ID! name: String @shareable }');
//# sourceMappingURL=test-graph-schema.js.map