import type { FetchNode } from '@apollo/query-planner';
import { expect, test } from '@jest/globals';
import { buildSchema, OperationTypeNode } from 'graphql';
import { pino } from 'pino';
import { withContextValues } from './context-values.ts';
import type { Entity, Run } from './run.ts';

const schema = buildSchema(
  'type Query { shop: Shop } type Shop { currency: String goods: [Good] } type Good { id: ID }',
);
const node: FetchNode = {
  kind: 'Fetch',
  serviceName: 'shops',
  operation: '',
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
  contextRewrites: [{ kind: 'KeyRenamer', path: ['..', 'currency'], renameKeyTo: 'currency' }],
};

test('an entity that does not stand where its fetch is for is an error, and costs no other its fetch', async () => {
  const here: Entity = { id: 'here' };
  const asked: unknown[] = [];
  const fetch = withContextValues(async ({ variables }, entities) => void asked.push({ variables, entities }), node, {
    schema,
    path: ['shop', 'goods', '@'],
  });
  const run: Run = {
    variables: {},
    dataSources: {},
    context: { principal: undefined, requestId: 'context', client: {}, log: pino({ level: 'silent' }) },
    errors: [],
    root: { shop: { currency: 'EUR', goods: [here] } },
    repeated: new Set(),
  };
  await expect(fetch(run, [here, { id: 'elsewhere' }])).rejects.toThrow('1 entities at "shop.goods.@"');
  expect(asked).toEqual([{ variables: { currency: 'EUR' }, entities: [here] }]);
});
