import { expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { startTestGraph } from '../testing/test-graph.ts';

test('without tracing no call carries a trace, not even the one that a client names', async () => {
  await using graph = await startTestGraph();
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const { body } = await graph.post('query Plans { plans { code } }', { headers: { traceparent } });
  expect(body.data).toEqual({ plans: [{ code: 'trial' }] });
  expect(graph.accounts.calls).toHaveLength(1);
  expect(graph.accounts.calls[0]?.headers).not.toHaveProperty('traceparent');
  const line = await eventually(
    () => graph.logLines.find(({ msg }) => msg === 'request'),
    (found) => found !== undefined,
  );
  expect(line).not.toHaveProperty('traceId');
});
