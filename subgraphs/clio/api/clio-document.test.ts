import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { locateDocument, openDocument } from './clio-document.ts';
import { ClioRefused, ClioUnavailable } from './clio-error.ts';

/** A server on loopback that stands for Clio and its storage. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const document = { documentClioId: '77', versionClioId: '501' };

/** Where a download leads that Clio redirects to this address. */
async function locate(location: string): Promise<string> {
  await using clio = await serve((_request, response) => response.writeHead(303, { location }).end());
  const { value } = await locateDocument({ base: `${clio.origin}/us`, accessToken: 'secret' }, document);
  return value.href;
}

test('a download is followed to https, and to plain http on this machine only', async () => {
  expect(await locate('https://storage.example/key?X-Amz-Signature=1')).toBe(
    'https://storage.example/key?X-Amz-Signature=1',
  );
  expect(await locate('http://localhost:9/key')).toBe('http://localhost:9/key');
  for (const address of [
    'http://storage.example/key',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://user:password@storage.example/key',
    'http://localhost.example/key',
    '//',
  ]) {
    await expect(locate(address)).rejects.toBeInstanceOf(ClioUnavailable);
  }
});

test('the version is named, and what is no redirect is no download', async () => {
  const asked: string[] = [];
  await using clio = await serve((request, response) => {
    asked.push(request.url ?? '');
    if (asked.length === 1) response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
    else
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"type":"NotFound","message":""}}');
  });
  const door = { base: `${clio.origin}/us`, accessToken: 'secret' };
  await expect(locateDocument(door, document)).rejects.toBeInstanceOf(ClioUnavailable);
  await expect(locateDocument(door, { ...document, versionClioId: null })).rejects.toBeInstanceOf(ClioRefused);
  expect(asked).toEqual([
    '/us/api/v4/documents/77/download.json?document_version_id=501',
    '/us/api/v4/documents/77/download.json',
  ]);
});

test('the storage sees no credential of ours, and a second redirect is not followed', async () => {
  const seen: IncomingMessage['headers'][] = [];
  await using storage = await serve((request, response) => {
    seen.push(request.headers);
    if (request.url === '/moved') response.writeHead(302, { location: '/key' }).end();
    else response.writeHead(200, { 'content-length': '5' }).end('bytes');
  });
  const { signal } = new AbortController();
  const { body, sizeBytes } = await openDocument(new URL(`${storage.origin}/key`), signal);
  expect([await text(body), sizeBytes]).toEqual(['bytes', 5]);
  await expect(openDocument(new URL(`${storage.origin}/moved`), signal)).rejects.toBeInstanceOf(ClioUnavailable);
  expect(seen).toHaveLength(2);
  for (const headers of seen) expect(headers).not.toHaveProperty('authorization');
});
