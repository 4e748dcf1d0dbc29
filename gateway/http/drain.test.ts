import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { ownFirm, startTestGraph } from '../testing/test-graph.ts';
import { person } from '../testing/test-keys.ts';

let held: ServerResponse | undefined;
const slow = createServer((request, response) => {
  request.resume();
  held = response;
});
afterAll(async () => {
  slow.closeAllConnections();
  await new Promise((resolve) => slow.close(resolve));
});

test('a gateway that stops answers what is under way, and takes nothing new', async () => {
  slow.listen(0, '127.0.0.1');
  await once(slow, 'listening');
  const data = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/graphql`;
  await using graph = await startTestGraph({}, { data });
  const token = await graph.token(person(['firm:read', 'matters:read'], ownFirm));
  const underWay = graph.post('{ size }', { token });
  const response = await eventually(
    () => held,
    (arrived) => arrived !== undefined,
  );
  const stopped = graph.gateway.stop();
  await eventually(
    () =>
      graph.post('{ __typename }').then(
        () => 'served',
        () => 'refused',
      ),
    (outcome) => outcome === 'refused',
  );
  response?.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"size":7}}');
  const answer = await underWay;
  expect([answer.status, answer.body]).toEqual([200, { data: { size: 7 } }]);
  await stopped;
});
