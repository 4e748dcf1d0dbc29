import { parse } from 'graphql';
import { composeSubgraphs, readSubgraphs } from '../../composition.js';
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external",
  "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject"])`;
function graph(name, bodies) {
    const subgraphs = Object.entries(bodies).map(([subgraph, text]) => ({ name: subgraph, sdl: `${link}\n${text}` }));
    return {
        name,
        supergraphSdl: composeSubgraphs(subgraphs.map((subgraph) => ({ ...subgraph, url: `http://${subgraph.name}.test/graphql` }))).supergraphSdl,
        subgraphs: subgraphs.map(({ name: subgraph, sdl: text }) => ({ name: subgraph, typeDefs: parse(text) })),
        sdl: Object.fromEntries(subgraphs.map(({ name: subgraph, sdl: text }) => [subgraph, text])),
    };
}
/** The product's own graph, as its supergraph.yaml names it. */
export function productGraph(configFile) {
    const files = readSubgraphs(configFile);
    return {
        name: 'the product',
        supergraphSdl: composeSubgraphs(files).supergraphSdl,
        subgraphs: files.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl) })),
        sdl: Object.fromEntries(files.map(({ name, sdl }) => [name, sdl])),
    };
}
/** Entities over and over, values computed from other subgraphs' fields, and fields that moved from one to another. */
const shop = () => graph('a shop', {
    accounts: `
      type Query { me: User users: [User!]! userById(id: ID!): User }
      type Mutation { renameUser(id: ID!, name: String): User }
      type User @key(fields: "id") @key(fields: "email") {
        id: ID! email: String name: String! @shareable age: Int address: Address @shareable
      }
      type Address @shareable { street: String zip: Int! }
    `,
    products: `
      scalar Json
      enum Size { SMALL LARGE }
      type Query { topProducts(first: Int = 3): [Product] product(upc: String!): Product @shareable }
      type Mutation { addProduct(name: String!, size: Size): Product }
      type Product @key(fields: "upc") {
        upc: String! name: String @shareable price(currency: String): Int weight: Float size: Size extra: Json
        grid: [[Cell!]] seller: User @provides(fields: "name") old: String
      }
      type Cell { row: Int column: Int! product: Product }
      type User @key(fields: "id") { id: ID! name: String! @external sells: [Product!] }
    `,
    reviews: `
      type Query { product(upc: String!): Product @shareable }
      type Review @key(fields: "id") { id: ID! body: String author: User! product: Product stars: Int! }
      type User @key(fields: "email") { email: String reviews: [Review!] address: Address @shareable }
      type Address @shareable { street: String zip: Int! }
      type Product @key(fields: "upc") {
        upc: String! name: String @shareable reviews(first: Int): [Review] best: Review! old: String @override(from: "products")
      }
    `,
    inventory: `
      type Product @key(fields: "upc") {
        upc: String! weight: Float @external seller: User @external
        inStock: Boolean shipping: Int @requires(fields: "weight") warehouse: Warehouse @requires(fields: "weight seller { id }")
      }
      type User @key(fields: "id") { id: ID! @shareable }
      type Warehouse @key(fields: "code org { id }") { code: Int! org: Org! products: [Product] }
      type Org { id: ID! @shareable name: String }
    `,
    logistics: `
      type Query { warehouses: [Warehouse] }
      type Warehouse @key(fields: "code org { id }") { code: Int! org: Org! manager: User trucks: [[Int]] }
      type Org { id: ID! @shareable }
      type User @key(fields: "id") { id: ID! drives: Boolean }
    `,
});
/** An interface that is an entity, interface objects for it, unions and interfaces over several subgraphs. */
const media = () => ({
    ...graph('media', {
        library: `
      type Query { media: [Media!] item(id: ID!): Media search(text: String): [Found] shelf: Shelf! named: [Named!]! }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media & Named @key(fields: "id") { id: ID! title: String name: String pages: Int! author: Author }
      type Movie implements Media @key(fields: "id") { id: ID! title: String minutes: Int director: Author! }
      type Song implements Media & Named @key(fields: "id") { id: ID! title: String name: String artist: Author }
      interface Named { name: String }
      type Author implements Named @key(fields: "id") { id: ID! name: String works: [Media] }
      union Found = Book | Author | Shelf
      type Shelf { label: String items: [Media] found: [Found!] }
    `,
        ratings: `
      type Query { best: Media rated(min: Int): [Media] }
      type Media @key(fields: "id") @interfaceObject {
        id: ID! rating: Float reviews: [Note!]! related: [Media]
      }
      type Note { text: String! about: Media }
    `,
        people: `
      type Query { people: [Author!] }
      type Author @key(fields: "id") { id: ID! born: Int friends: [Author] latest: Book }
      type Book @key(fields: "id") { id: ID! sequel: Book edition: Edition }
      union Edition = Paper | Digital
      type Paper { weight: Int text: String }
      type Digital { weight: String text: Int }
    `,
    }),
    // Each level multiplies the ways to an interface object: with one more, Apollo's planner fills the memory.
    depthMax: 4,
});
/** Types that disagree in a union, members that only some subgraphs know, hidden fields and types, deep nullability. */
const shapes = () => graph('shapes', {
    a: `
      type Query { any: [Any] box: Box boxes: [[Box!]!] node(id: ID!): Node nodes: [Node]! toString: Box }
      union Any = Box | Circle | Hidden
      interface Node { id: ID! tag: String }
      type Box implements Node @key(fields: "id") { id: ID! tag: String size: Int inner: Any parts: [Part!]! constructor: String }
      type Circle implements Node @key(fields: "id") { id: ID! tag: String size: String! inner: Box }
      type Hidden implements Node @key(fields: "id") @inaccessible { id: ID! tag: String size: Boolean }
      type Part { at: Int! whole: Box! others: [[Part]] }
    `,
    b: `
      type Query { first: Any @shareable secret: Int @inaccessible }
      union Any = Box | Circle
      type Box @key(fields: "id") { id: ID! colour: Colour depth: Float! neighbour: Circle secret: Int @inaccessible }
      type Circle @key(fields: "id") { id: ID! colour: String radius: Float surrounded: [Box!] }
      enum Colour { RED GREEN BLUE }
    `,
    c: `
      type Query { first: Any @shareable }
      union Any = Box | Circle
      type Box @key(fields: "id") { id: ID! size: Int @external depth: Float! @external volume: Float @requires(fields: "size depth") }
      type Circle @key(fields: "id") { id: ID! radius: Float @external area: Float! @requires(fields: "radius") twin: Circle }
    `,
});
export const testGraphs = { shop, media, shapes };
//# sourceMappingURL=graphs.js.map