import { expect, test } from '@jest/globals';
import { federated } from '../testing/federated.js';
/** Books with prices in several currencies, whose shipping is computed elsewhere from the price in dollars. */
const shop = () => federated({
    books: {
        typeDefs: `
        type Query { books: [Book!]! things: [Thing!]! }
        union Thing = Book | Pen
        type Book @key(fields: "isbn") { isbn: ID! title: String price(currency: String!): Int author: Author }
        type Pen @key(fields: "id") { id: ID! ink: String }
        type Author @key(fields: "id") { id: ID! }
      `,
        resolvers: {
            Query: {
                books: () => ['b1', 'b2', 'b3'].map((isbn) => ({ isbn, author: { id: isbn === 'b3' ? 'a2' : 'a1' } })),
                things: () => [
                    { __typename: 'Pen', id: 'p1', ink: 'blue' },
                    { __typename: 'Book', isbn: 'b1' },
                    { __typename: 'Pen', id: 'p2', ink: 'red' },
                    { __typename: 'Book', isbn: 'lost' },
                ],
            },
            Book: {
                __resolveReference: (book) => book,
                title: ({ isbn }) => `Title of ${isbn}`,
                price: (_, { currency }) => (currency === 'USD' ? 10 : 9),
            },
        },
    },
    shipping: {
        typeDefs: `
        type Book @key(fields: "isbn") {
          isbn: ID!
          price(currency: String!): Int @external
          shipping: Int @requires(fields: "price(currency: \\"USD\\")")
          weight: Int
        }
        type Author @key(fields: "id") { id: ID! name: String books: Int }
      `,
        resolvers: {
            Book: {
                __resolveReference: (book) => book,
                shipping: ({ price }) => price * 2,
                weight: ({ isbn }) => {
                    if (isbn === 'lost')
                        throw new Error('there is no such book');
                    return 300;
                },
            },
            Author: {
                __resolveReference: ({ id }) => ({ id, name: `Name of ${id}` }),
                books: ({ id }) => {
                    if (id === 'a1')
                        throw new Error('nobody counted');
                    return 1;
                },
            },
        },
    },
});
test('an alias with the name of a key is what the client asked for, and the key is still the key', async () => {
    expect(await shop().run('{ books { isbn: title weight } }')).toEqual({
        data: {
            books: ['b1', 'b2', 'b3'].map((isbn) => ({ isbn: `Title of ${isbn}`, weight: 300 })),
        },
    });
});
test('the type’s name may be the alias of another field, and another name that of the type', async () => {
    expect(await shop().run('{ books { __typename: title isbn: __typename weight } }')).toMatchObject({
        data: { books: [{ __typename: 'Title of b1', isbn: 'Book', weight: 300 }, {}, {}] },
    });
});
test('a field that the client asks for with other arguments than @requires does is fetched beside the required one', async () => {
    const expected = { data: { books: ['b1', 'b2', 'b3'].map(() => ({ price: 9, shipping: 20 })) } };
    expect(await shop().run('{ books { price(currency: "EUR") shipping } }')).toEqual(expected);
    expect(await shop().run('query($c: String!) { books { ...P shipping ...P } } fragment P on Book { price(currency: $c) }', {
        c: 'EUR',
    })).toEqual(expected);
});
test('an error of a field with an inner name is told at the name that the client gave', async () => {
    const { errors } = await shop().run('{ things { ... on Book { isbn: weight } } }');
    expect(errors).toMatchObject([{ message: 'there is no such book', path: ['things', 3, 'isbn'] }]);
});
test('an error of one entity in a list of several types is told at that entity', async () => {
    const { data, errors } = await shop().run('{ things { __typename ... on Book { weight } } }');
    expect(data).toEqual({
        things: [
            { __typename: 'Pen' },
            { __typename: 'Book', weight: 300 },
            { __typename: 'Pen' },
            { __typename: 'Book', weight: null },
        ],
    });
    expect(errors).toMatchObject([{ path: ['things', 3, 'weight'] }]);
});
test('an entity is asked for once, wherever it stands, and its error is told at each place', async () => {
    const graph = shop();
    const { data, errors } = await graph.run('{ books { author { name books } } }');
    expect(graph.calls.map(({ representations }) => representations)).toEqual([
        undefined,
        [
            { __typename: 'Author', id: 'a1' },
            { __typename: 'Author', id: 'a2' },
        ],
    ]);
    expect(data).toEqual({
        books: [
            { author: { name: 'Name of a1', books: null } },
            { author: { name: 'Name of a1', books: null } },
            { author: { name: 'Name of a2', books: 1 } },
        ],
    });
    expect(errors).toMatchObject([{ path: ['books', 0, 'author', 'books'] }, { path: ['books', 1, 'author', 'books'] }]);
});
test('keys of one, of several and of nested fields lead from subgraph to subgraph, also where only one may be resolved', async () => {
    const parts = { id: '1', partId: 'p1', composite: { one: '11', two: '12', three: '13' } };
    const graph = federated({
        left: {
            typeDefs: `
        type Item @key(fields: "id") @key(fields: "partId", resolvable: false)
          @key(fields: "composite { one two }", resolvable: false)
          @key(fields: "id composite { two three }", resolvable: false) {
          id: ID! partId: ID! composite: Composite! name: String!
        }
        type Composite { one: ID! two: ID! three: ID! }
      `,
            resolvers: { Item: { __resolveReference: () => ({ ...parts, name: 'the item' }) } },
        },
        right: {
            typeDefs: `
        type Query { all: [Item!]! }
        type Item @key(fields: "composite { one two }", resolvable: false) @key(fields: "id composite { two three }")
          @key(fields: "partId", resolvable: false) @key(fields: "id", resolvable: false) {
          id: ID! partId: ID! composite: Composite! name: String! @external label: String! @requires(fields: "name")
        }
        type Composite { one: ID! two: ID! three: ID! }
      `,
            resolvers: {
                Query: { all: () => [parts] },
                Item: {
                    __resolveReference: (reference) => ({ ...parts, ...reference }),
                    label: ({ name }) => {
                        if (!name)
                            throw new Error('name was not provided');
                        return `label of ${name}`;
                    },
                },
            },
        },
    });
    expect(await graph.run('{ all { id name label } }')).toEqual({
        data: { all: [{ id: '1', name: 'the item', label: 'label of the item' }] },
    });
});
//# sourceMappingURL=federation.test.js.map