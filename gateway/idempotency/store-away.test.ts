import { expect, test } from '@jest/globals';
import { startPublicGraph } from '../testing/public-graph.ts';
import { ownFirm } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

test('while the store of keys is away the gateway starts, runs mutations without a key, and none with one', async () => {
  const { graph, send } = await startPublicGraph({ redisUrl: 'redis://127.0.0.1:1' });
  await using _ = graph;
  const apiKey = graph.apiKey(person(['firm:read', 'firm:write'], ownFirm));
  const { answer } = await send(apiKey, { idempotencyKey: 'intention' });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
  expect(graph.accounts.calls).toHaveLength(0);
  expect((await send(apiKey, {})).answer).toEqual({ data: { rename: { timeZone: 'America/New_York' } } });
  expect(graph.accounts.calls).toHaveLength(1);
});
