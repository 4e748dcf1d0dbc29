import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hashApiKey, newApiKey } from '@smarterfirms/platform/api-key';
import { createCallSealer } from '@smarterfirms/platform/call-seal';
import { newId } from '@smarterfirms/platform/ids';
import { createLog } from '@smarterfirms/platform/log';
import type { UserPrincipal } from '@smarterfirms/platform/principal';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { callSealSecret, ed25519 } from '../testing/test-keys.ts';
import { createApiKeyAuthenticate } from './api-keys.ts';
import type { Authenticate } from './authenticate.ts';

const key = newApiKey();
const apiKeyId = newId('apiKey');
const principal: UserPrincipal = {
  kind: 'user',
  userId: newId('user'),
  firmId: newId('firm'),
  role: 'owner',
  scopes: ['matters:read'],
  sessionId: apiKeyId,
  sessionVersion: 0,
  apiKeyId,
};

/** Answers as auth's `POST /api-keys/verify` does; its own tests prove that it does. */
let auth: Server;
let asked: { body: string; authorization: string | undefined }[];
let known: Map<string, UserPrincipal>;
let status: number;
let time: number;
let authenticate: Authenticate;

beforeEach(async () => {
  asked = [];
  known = new Map([[hashApiKey(key), principal]]);
  status = 200;
  time = 1_000_000;
  auth = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      asked.push({ body, authorization: request.headers.authorization });
      response.statusCode = status;
      response.end(JSON.stringify({ principal: known.get(JSON.parse(body).keyHash) ?? null }));
    });
  });
  await new Promise<void>((resolve) => auth.listen(0, '127.0.0.1', resolve));
  authenticate = createApiKeyAuthenticate({
    url: `http://127.0.0.1:${(auth.address() as AddressInfo).port}/api-keys/verify`,
    signer: await createServiceTokenSigner('gateway', ed25519('gateway').private),
    seal: createCallSealer([callSealSecret]),
    log: createLog('gateway', 'fatal'),
    now: () => time,
  });
});
afterEach(() => new Promise((resolve) => auth.close(resolve)));

test('a key is the principal that auth says, and auth never sees the key', async () => {
  expect((await authenticate(`Bearer ${key}`))?.principal).toEqual(principal);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.body).toBe(JSON.stringify({ keyHash: hashApiKey(key) }));
  expect(asked[0]?.authorization).toMatch(/^Bearer /);
});

test('many requests at once, and those of the next ten seconds, cost one question', async () => {
  await Promise.all(Array.from({ length: 20 }, () => authenticate(`Bearer ${key}`)));
  time += 9_999;
  await authenticate(`Bearer ${key}`);
  expect(asked).toHaveLength(1);
});

test('a revoked key is refused within ten seconds', async () => {
  await authenticate(`Bearer ${key}`);
  known.clear();
  time += 10_000;
  await expect(authenticate(`Bearer ${key}`)).rejects.toMatchObject({ reason: 'invalid' });
});

test('an unknown key is refused, and asked about once', async () => {
  const unknown = newApiKey();
  for (let i = 0; i < 3; i++)
    await expect(authenticate(`Bearer ${unknown}`)).rejects.toMatchObject({ reason: 'invalid' });
  expect(asked).toHaveLength(1);
});

test('while auth is unwell a key cannot be checked; the next request asks again', async () => {
  status = 503;
  await expect(authenticate(`Bearer ${key}`)).rejects.toMatchObject({ reason: 'unavailable' });
  status = 200;
  expect((await authenticate(`Bearer ${key}`))?.principal).toEqual(principal);
});

test('nothing is nobody; what is no key is refused without asking', async () => {
  expect(await authenticate(undefined)).toBeUndefined();
  for (const other of ['Bearer eyJhbGciOiJFZERTQSJ9.e30.c2ln', 'Bearer sfk_short', `Basic ${key}`, key, 7]) {
    await expect(authenticate(other)).rejects.toMatchObject({ reason: 'invalid' });
  }
  expect(asked).toHaveLength(0);
});
