import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { launchBrowser } from '../browser.ts';
import { clioFirms } from '../clio-world.ts';
import { ask, call, expectOk, type GraphAnswer, graphUrl } from '../graph-client.ts';
import { type Firm, signUpOwner } from '../owner.ts';
import { runningStack } from '../running-stack.ts';

const stack = runningStack();
const root = join(import.meta.dirname, '../..');
const url = `${stack.urls.gateway}/api/graphql`;
let firm: Firm;
let otherFirm: Firm;

beforeAll(async () => {
  const owner = await signUpOwner(stack.urls);
  firm = await owner.createFirm({ name: 'Partner Test LLP' });
  otherFirm = await (await signUpOwner(stack.urls)).createFirm({ name: 'Somebody Else LLP' });
  const [clio] = await clioFirms(stack, 'EU');
  await firm.connectClio({ login: clio.login, region: 'EU' });
  await firm.jobUntilDone();
});

async function createKey(of: Firm, scopes: readonly string[]): Promise<{ id: string; secret: string }> {
  const { createApiKey } = await of.ask<{
    createApiKey: { ok: { secret: string; apiKey: { id: string } } | null; error: unknown };
  }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ok { secret apiKey { id } } error { code message } } }',
    { input: { name: 'Partner', scopes } },
  );
  const { secret, apiKey } = expectOk(createApiKey);
  return { id: apiKey.id, secret };
}
const codes = ({ errors }: GraphAnswer) => errors?.map(({ extensions }) => extensions?.['code']);

test('the quick start works as it is written', async () => {
  const text = readFileSync(join(root, 'docs/api/README.md'), 'utf8');
  const curl = /curl (\S+) [\s\S]*?-d '(.*)'\n/.exec(text);
  const { secret } = await createKey(firm, ['firm:read', 'matters:read']);
  const response = await fetch(String(curl?.[1]).replace('http://localhost:4000', stack.urls.gateway), {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: String(curl?.[2]),
  });
  const { data, errors } = (await response.json()) as GraphAnswer;
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ firm: { name: 'Partner Test LLP', matters: { nodes: { length: 3 } } } });
});

test('anybody can read the schema, which is the committed one, and nothing of the graph besides', async () => {
  const { data } = await call({ url, query: getIntrospectionQuery() });
  const served = printSchema(lexicographicSortSchema(buildClientSchema(data as unknown as IntrospectionQuery)));
  const committed = buildSchema(readFileSync(join(root, 'gateway/public.graphql'), 'utf8'));
  expect(served).toBe(printSchema(lexicographicSortSchema(committed)));
  expect(served).not.toMatch(/signIn|createApiKey|_entities|_service/);
  const hidden = await call({ url, query: 'mutation { signOut(input: { sessionToken: "x" }) { ok { signedOut } } }' });
  expect(codes(hidden)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

test('a key sees its firm with its permissions only, and no other firm', async () => {
  const { secret } = await createKey(firm, ['firm:read']);
  const answer = await call({
    url,
    token: secret,
    query: '{ firm { id name matters(first: 1) { totalCount } } }',
  });
  expect(answer.data).toEqual({ firm: null });
  expect(codes(answer)).toContain('FORBIDDEN');
  const foreign = await call({ url, token: secret, query: `{ firm(id: "${otherFirm.id}") { name } }` });
  expect(foreign.data).toEqual({ firm: null });
  expect((await call({ url, query: '{ firm { name } }' })).data).toEqual({ firm: null });
});

test('keys and access tokens each open their own door only', async () => {
  const { secret } = await createKey(firm, ['firm:read']);
  expect((await call({ url: graphUrl(stack.urls), token: secret, query: '{ me { id } }' })).status).toBe(401);
  expect((await call({ url, token: await firm.token(), query: '{ firm { name } }' })).status).toBe(401);
});

test('a repeated mutation with its idempotency key starts one sync', async () => {
  const { secret } = await createKey(firm, ['sync:read', 'sync:write']);
  type Started = { startSync: { ok: { job: { id: string } } | null; error: { code: string } | null } };
  const start = async (input: string) => {
    const query = `mutation { startSync(input: { idempotencyKey: "quarter", ${input} }) { ok { job { id } } error { code } } }`;
    return (await ask<Started>({ url, token: secret, query })).startSync;
  };
  const first = await start('kind: INCREMENTAL, entities: [MATTERS]');
  expect(first.error).toBeNull();
  expect(await start('kind: INCREMENTAL, entities: [MATTERS]')).toEqual(first);
  expect((await start('kind: FULL')).error).toEqual({ code: 'IDEMPOTENCY_KEY_REUSED' });
  await firm.jobUntilDone();
});

test('a revoked key is soon refused', async () => {
  const { id, secret } = await createKey(firm, ['firm:read']);
  const query = '{ firm { name } }';
  expect((await call({ url, token: secret, query })).status).toBe(200);
  await firm.ask(
    'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { ok { apiKey { id } } error { message } } }',
    { input: { apiKeyId: id } },
  );
  // The gateway asks what was revoked every few seconds.
  let refused = await call({ url, token: secret, query });
  for (const deadline = Date.now() + 60_000; refused.status === 200 && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    refused = await call({ url, token: secret, query });
  }
  expect(refused.status).toBe(401);
  expect(codes(refused)).toEqual(['UNAUTHENTICATED']);
});

test('the explorer shows the public schema and asks nobody but this gateway', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (asked.protocol.startsWith('http') && asked.origin !== stack.urls.gateway) elsewhere.push(request.url());
    });
    const schema = page.waitForResponse((response) => response.url() === url && response.status() === 200);
    await page.goto(`${stack.urls.gateway}/api/explorer`);
    await schema;
    await page.getByRole('button', { name: /show documentation explorer/i }).click();
    await page.getByText('Root Types').waitFor();
    await page.screenshot({ path: join(root, 'tests/screenshots/30-explorer.png') });
    expect(elsewhere).toEqual([]);
  } finally {
    await browser.close();
  }
});
