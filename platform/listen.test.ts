import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { listen } from './listen.ts';

test('a connection may be idle for longer than the minute for which load balancers keep it', async () => {
  const server = createServer((_request, response) => response.end());
  const origin = await listen(server, { host: '127.0.0.1', port: 0 });
  const answer = await fetch(origin);
  expect(answer.headers.get('keep-alive')).toBe('timeout=65');
  server.close();
  server.closeAllConnections();
});
