import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { composeSubgraphs } from './composition.js';
import { unsizedLists } from './cost-check.js';
import { link } from './testing/test-subgraph.js';
test('a list of objects states its length, at itself or through the page that it stands on', () => {
    const { supergraphSdl } = composeSubgraphs([
        {
            name: 'a',
            url: 'http://a.test',
            sdl: `${link}
        type Query {
          forgotten: [Thing!]
          stated: [Thing] @listSize(assumedSize: 3)
          page(first: Int = 5): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
          names: [String]
        }
        type Page { nodes: [Thing!]! others: [Thing] }
        type Thing { id: ID }`,
        },
    ]);
    expect(unsizedLists(parse(supergraphSdl)).sort()).toEqual(['Page.others', 'Query.forgotten']);
});
//# sourceMappingURL=cost-check.test.js.map