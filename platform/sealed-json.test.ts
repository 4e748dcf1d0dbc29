import 'reflect-metadata';
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { Mutation, Query, Resolver } from 'type-graphql';
import { WebSocket } from 'ws';
import { createCallSealCheck, createCallSealer, sealedHeaders } from './call-seal.ts';
import { buildSubgraph } from './graph-schema.ts';
import { createServiceTokenSigner, createServiceTokenVerifier, type ServiceTokenSigner } from './service-token.ts';
import { type RunningServer, serveSubgraph } from './subgraph-server.ts';

let server: RunningServer;
let signer: ServiceTokenSigner;
let paid = 0;
const secret = randomBytes(32).toString('base64url');
const seal = createCallSealer([secret]);
const pay = JSON.stringify({ query: 'mutation { pay }' });

@Resolver()
class PayResolver {
  @Query(() => String)
  due(): string {
    return 'today';
  }

  @Mutation(() => Number)
  pay(): number {
    paid += 1;
    return paid;
  }
}

beforeAll(async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  signer = await createServiceTokenSigner('gateway', privateKey.export({ format: 'jwk' }));
  server = await serveSubgraph({
    name: 'pay',
    subgraph: await buildSubgraph({ resolvers: [PayResolver], references: {} }),
    verifier: createServiceTokenVerifier('pay', {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kty: 'OKP', kid: 'gateway' }],
    }),
    checkSeal: createCallSealCheck([secret]),
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    subscriptions: true,
    context: (given) => given,
    ready: async () => {},
  });
});
afterAll(() => server.stop());

interface Sent {
  headers: Record<string, string>;
  body: string;
  method?: string;
  path?: string;
}

const sealedCall = async (body = pay): Promise<Sent> => ({
  headers: {
    'content-type': 'application/json',
    ...(await sealedHeaders({ signer, seal }, { audience: 'pay', principal: undefined, body })),
  },
  body,
});

/** As decision 3 writes the seal down, for a time of our choice. */
async function callSealedAt(time: number): Promise<Sent> {
  const { headers, body } = await sealedCall();
  const stamp = `${time}.${randomBytes(12).toString('base64url')}`;
  const mac = createHmac('sha256', secret).update(`${headers['authorization']}\n${stamp}\n${body}`).digest('base64url');
  return { headers: { ...headers, 'x-call-seal': `${stamp}.${mac}` }, body };
}

/** Node's own client, since `fetch` sends no body with a GET. */
function send({ headers, body, method = 'POST', path = '' }: Sent): Promise<{ status: number; answer: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = { method, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } };
    request(`${server.url}${path}`, sent, async (response) => {
      let text = '';
      for await (const chunk of response) text += String(chunk);
      resolve({ status: response.statusCode ?? 0, answer: JSON.parse(text) });
    })
      .on('error', reject)
      .end(body);
  });
}

const refused = {
  status: 401,
  answer: { errors: [{ message: 'A service token is needed.', extensions: { code: 'UNAUTHENTICATED' } }] },
};

test('a sealed call is answered, also with a clock that differs by less than a minute', async () => {
  const before = paid;
  expect(await send(await sealedCall())).toEqual({ status: 200, answer: { data: { pay: before + 1 } } });
  for (const time of [Date.now() - 30_000, Date.now() + 50_000])
    expect((await send(await callSealedAt(time))).status).toBe(200);
});

const without = ({ headers: { 'x-call-seal': _, ...headers }, ...call }: Sent): Sent => ({ ...call, headers });
const attacks: Record<string, () => Promise<Sent>> = {
  'without a seal': async () => without(await sealedCall()),
  'whose seal is no seal': async () => {
    const call = await sealedCall();
    return { ...call, headers: { ...call.headers, 'x-call-seal': 'nonsense' } };
  },
  'whose body was altered': async () => ({ ...(await sealedCall()), body: `${pay} ` }),
  'that is too old': () => callSealedAt(Date.now() - 61_000),
  'that is of a time to come': () => callSealedAt(Date.now() + 600_000),
  'that has come before': async () => {
    const call = await sealedCall();
    expect((await send(call)).status).toBe(200);
    return call;
  },
  'with the seal of another token': async () => {
    const call = await sealedCall();
    const principal = { kind: 'service', service: 'gateway' } as const;
    return { ...call, headers: { ...call.headers, authorization: `Bearer ${await signer.sign('pay', principal)}` } };
  },
  'that asks by its address instead of its body': async () => ({
    ...(await sealedCall()),
    method: 'GET',
    path: '?query={due}',
  }),
  'whose body is said to be something else': async () => {
    const call = await sealedCall();
    return { ...call, headers: { ...call.headers, 'content-type': 'text/plain', 'apollo-require-preflight': 'yes' } };
  },
  'that is neither sealed nor JSON': async () => ({ ...without(await sealedCall()), body: '{ "query": ' }),
};
test.each(Object.entries(attacks))(
  'a call %s is refused as one without a token is, and does nothing',
  async (_, make) => {
    const call = await make();
    const before = paid;
    expect(await send(call)).toEqual(refused);
    expect(paid).toBe(before);
  },
);

test('of a call that comes many times at once, one is answered', async () => {
  const before = paid;
  const call = await sealedCall();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(call)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
  expect(paid).toBe(before + 1);
});

test('who has a token and no seal cannot go round by the socket: it serves subscriptions only', async () => {
  const before = paid;
  const client = createClient({ url: server.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  const authorization = `Bearer ${await signer.sign('pay', undefined)}`;
  const answers = client.iterate({ query: 'mutation { pay }', extensions: { authorization } });
  await expect(answers.next()).rejects.toEqual([
    { message: 'The socket serves subscriptions only.', extensions: { code: 'BAD_REQUEST' } },
  ]);
  await client.dispose();
  expect(paid).toBe(before);
});
