import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { composeSubgraphs } from './composition.ts';
import { unsizedLists } from './cost-check.ts';
import { link } from './testing/test-subgraph.ts';

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
