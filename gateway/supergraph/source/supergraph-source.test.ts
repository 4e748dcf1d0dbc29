import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { supergraphSource } from './supergraph-source.ts';

test('a supergraph is read from a path, a path from here, a URL of a file, and a URL over HTTP', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'a supergraph '));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, 'the supergraph');
  const server = createServer((_request, response) => response.end('the supergraph')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  for (const given of [path, relative(process.cwd(), path), pathToFileURL(path).href, url])
    expect(await supergraphSource(given, 10_000).read()).toBe('the supergraph');
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});
