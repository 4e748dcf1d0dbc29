import { createHash } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
/** The SDL of the four subgraphs; `secured` with access rules that the benchmark's principal meets. */
export function subgraphSdl(secured) {
    const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"${secured ? ', "@authenticated", "@requiresScopes"' : ''}])`;
    const signedIn = secured ? '@authenticated' : '';
    const may = (scope) => (secured ? `@requiresScopes(scopes: [["${scope}"]])` : '');
    const sdl = {
        accounts: `
      type Query { me: User users: [User] }
      type User @key(fields: "id") ${signedIn} { id: ID! name: String ${may('user:read')} username: String @shareable }
    `,
        products: `
      type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") ${signedIn} { upc: ID! name: String ${may('product:read')} price: Int weight: Int }
    `,
        inventory: `
      type Product @key(fields: "upc") {
        upc: ID!
        price: Int @external
        weight: Int @external
        inStock: Boolean ${may('product:read')}
        shippingEstimate: Int @requires(fields: "price weight")
      }
    `,
        reviews: `
      type Review @key(fields: "id") ${signedIn} { id: ID! body: String ${may('review:read')} author: User product: Product }
      type User @key(fields: "id") { id: ID! username: String @shareable reviews: [Review] }
      type Product @key(fields: "upc") { upc: ID! reviews: [Review] }
    `,
    };
    return Object.fromEntries(Object.entries(sdl).map(([name, text]) => [name, `${link}\n${text}`]));
}
export const scopes = ['user:read', 'product:read', 'review:read'];
const users = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Alan', 'Radia'].map((name, at) => ({
    id: `u${at + 1}`,
    name: `${name} of the benchmark`,
    username: name.toLowerCase(),
}));
const products = Array.from({ length: 9 }, (_, at) => ({
    upc: `p${at + 1}`,
    name: ['Table', 'Couch', 'Chair', 'Desk', 'Lamp', 'Shelf', 'Bench', 'Stool', 'Chest'][at] ?? '',
    price: 899 + at * 37,
    weight: 100 + at * 13,
    inStock: at % 3 !== 0,
}));
const reviews = Array.from({ length: 16 }, (_, at) => ({
    id: `r${at + 1}`,
    body: [
        'Love it, and would buy it again at once.',
        'Too expensive for what it is.',
        'Could be better, could be worse.',
        'Prefer something else, to be honest.',
    ][at % 4] ?? '',
    author: users[at % 3],
    product: products[at % 4],
}));
const of = (list, key) => (reference) => list.find((item) => item[key] === reference[key]) ?? null;
const reviewsBy = (author) => reviews.filter((review) => review.author?.id === author['id']);
const reviewsOf = (product) => reviews.filter((review) => review.product?.upc === product['upc']);
const resolvers = {
    accounts: { Query: { me: () => users[0], users: () => users }, User: { __resolveReference: of(users, 'id') } },
    products: {
        Query: { topProducts: (_, { first }) => products.slice(0, first) },
        Product: { __resolveReference: of(products, 'upc') },
    },
    inventory: {
        Product: {
            __resolveReference: (reference) => ({ ...of(products, 'upc')(reference), ...reference }),
            shippingEstimate: ({ price, weight }) => price > 1_000 ? 0 : (weight / 2) | 0,
        },
    },
    reviews: {
        Review: { __resolveReference: of(reviews, 'id') },
        User: { __resolveReference: of(users, 'id'), reviews: reviewsBy },
        Product: { __resolveReference: of(products, 'upc'), reviews: reviewsOf },
    },
};
/** What a subgraph answers, remembered by the request's body: after the first time an answer costs a look in a map. */
export function rememberingSubgraph(name) {
    const typeDefs = parse(subgraphSdl(false)[name] ?? '');
    const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers[name] }]);
    const answers = new Map();
    return async (body) => {
        let answer = answers.get(body);
        if (!answer) {
            const { query, variables } = JSON.parse(body);
            const result = await execute({ schema, document: parse(query), variableValues: variables ?? {} });
            answer = Buffer.from(JSON.stringify(result));
            answers.set(body, answer);
        }
        return answer;
    };
}
const product = 'upc name price weight inStock shippingEstimate';
const review = 'id body';
const user = 'id name username';
export const queries = {
    /** Three fetches, one after the other. */
    small: `query Small { me { id username reviews { id product { upc name } } } }`,
    /** Sixteen fetches. */
    large: `query Large {
    users {
      ${user}
      reviews {
        ${review}
        product {
          ${product}
          reviews { ${review} author { ${user} reviews { ${review} product { ${product} } } } }
        }
      }
    }
    topProducts {
      ${product}
      reviews {
        ${review}
        author { ${user} reviews { ${review} product { ${product} } } }
      }
    }
  }`,
};
export function hashOf(data) {
    return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
}
//# sourceMappingURL=graph.js.map