import 'reflect-metadata';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Arg, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { callSealHeader, createCallSealCheck, createCallSealer } from './call-seal.ts';
import { type Connection, connectionOf, connectionType } from './graph-connection.ts';
import { Money, money } from './graph-money.ts';
import { DateTimeScalar } from './graph-scalars.ts';
import { buildSubgraph } from './graph-schema.ts';
import { createServiceTokenSigner, createServiceTokenVerifier } from './service-token.ts';
import { serveSubgraph } from './subgraph-server.ts';

@ObjectType()
@Directive('@key(fields: "id")')
class Widget {
  @Field(() => ID)
  id!: string;
  @Field(() => DateTimeScalar)
  @Directive('@authenticated')
  at!: Date;
  @Field(() => Money, { nullable: true })
  price!: Money | null;
}

const WidgetConnection = connectionType('Widget', () => Widget);

@Resolver(Widget)
class WidgetResolver {
  @Query(() => WidgetConnection)
  widgets(@Arg('first', () => Number) first: number): Connection<Widget> {
    const widgets = ['a', 'b'].map((id) =>
      Object.assign(new Widget(), { id, at: new Date(0), price: money(5, 'USD') }),
    );
    return connectionOf(widgets, { first, after: null, cursorOf: (widget) => widget.id, count: async () => 2 });
  }

  @Query(() => String)
  @Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
  motto(): string {
    return 'Small parts';
  }

  @Query(() => String)
  fails(): string {
    throw new Error('secret host 10.1.1.1');
  }
}

const secrets = [randomBytes(32).toString('base64url')];
const seal = createCallSealer(secrets);
const withSeal = (token: string | undefined, body: string): Record<string, string> =>
  token ? { authorization: `Bearer ${token}`, [callSealHeader]: seal(`Bearer ${token}`, body) } : {};

async function start() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signer = await createServiceTokenSigner('gateway', {
    ...privateKey.export({ format: 'jwk' }),
    kid: 'gateway',
  } as never);
  const subgraph = await buildSubgraph({
    resolvers: [WidgetResolver],
    references: { Widget: (ref) => ({ ...ref, at: new Date(0) }) },
  });
  const server = await serveSubgraph({
    name: 'widgets',
    subgraph,
    verifier: createServiceTokenVerifier('widgets', {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'gateway' } as never],
    }),
    checkSeal: createCallSealCheck(secrets),
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
    context: (request) => request,
    ready: async () => {},
  });
  const post = async (query: string, token?: string) => {
    const body = JSON.stringify({ query });
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...withSeal(token, body) },
      body,
    });
    return {
      status: response.status,
      cacheControl: response.headers.get('cache-control'),
      body: (await response.json()) as { data?: unknown; errors?: { message: string }[] },
    };
  };
  return { subgraph, signer, server, post };
}

test('a subgraph serves its types, its entities and nothing without a service token', async () => {
  const { subgraph, signer, server, post } = await start();
  try {
    expect(subgraph.sdl).toContain('@key(fields: "id")');
    expect(subgraph.sdl).toContain('at: DateTime! @authenticated');
    const token = await signer.sign('widgets', undefined);
    const page = await post(
      '{ widgets(first: 1) { totalCount nodes { id at price { amount currency } } pageInfo { hasNextPage } } }',
      token,
    );
    expect(page.body).toEqual({
      data: {
        widgets: {
          totalCount: 2,
          nodes: [{ id: 'a', at: '1970-01-01T00:00:00.000Z', price: { amount: 5, currency: 'USD' } }],
          pageInfo: { hasNextPage: true },
        },
      },
    });
    const entity = '{ _entities(representations: [{ __typename: "Widget", id: "z" }]) { ... on Widget { id at } } }';
    expect((await post(entity, token)).body.data).toEqual({ _entities: [{ id: 'z', at: '1970-01-01T00:00:00.000Z' }] });
    expect((await post(entity)).status).toBe(401);
    expect((await post(entity, await signer.sign('another', undefined))).status).toBe(401);
  } finally {
    await server.stop();
  }
});

test('an answer says for how long it may be kept, as its fields state; what states nothing may not be kept', async () => {
  const { subgraph, signer, server, post } = await start();
  try {
    expect(subgraph.sdl).toContain('motto: String! @cacheControl(maxAge: 60, scope: PRIVATE)');
    const token = await signer.sign('widgets', undefined);
    expect((await post('{ motto }', token)).cacheControl).toBe('max-age=60, private');
    expect((await post('{ motto widgets(first: 1) { totalCount } }', token)).cacheControl).toBe('no-store');
    expect((await post('{ motto fails }', token)).cacheControl).toBe('no-store');
  } finally {
    await server.stop();
  }
});

test('a body that cannot be read is refused in a sentence, and not even read without a service token', async () => {
  const { signer, server } = await start();
  const send = async (body: string, token?: string) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...withSeal(token, body) },
      body,
    });
    return { status: response.status, text: await response.text() };
  };
  try {
    const token = await signer.sign('widgets', undefined);
    const malformed = await send('{ "query": ', token);
    expect(malformed.status).toBe(400);
    expect(JSON.parse(malformed.text).errors[0]).toEqual({
      message: 'The request cannot be read: send valid JSON.',
      extensions: { code: 'BAD_REQUEST' },
    });
    expect((await send(JSON.stringify({ query: 'x'.repeat(2_100_000) }), token)).status).toBe(413);
    const stranger = await send('{ "query": ');
    expect(stranger.status).toBe(401);
    expect(stranger.text + malformed.text).not.toContain('node_modules');
  } finally {
    await server.stop();
  }
});

test('an unexpected error is masked and carries a request id', async () => {
  const { signer, server, post } = await start();
  try {
    const { body } = await post('{ fails }', await signer.sign('widgets', undefined));
    expect(JSON.stringify(body)).not.toContain('10.1.1.1');
    expect(body.errors?.[0]?.message).toMatch(/^Something went wrong on our side\. Request /);
  } finally {
    await server.stop();
  }
});
