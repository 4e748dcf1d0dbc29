import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SNSClient } from '@aws-sdk/client-sns';
import { type Role, scopesOf } from '@smarterfirms/platform/access';
import { createCallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import { type DomainEvent, parseSnsBody } from '@smarterfirms/platform/events';
import { asId, type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';
import { createLog } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import type { Principal, UserPrincipal } from '@smarterfirms/platform/principal';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { type SpyMessage, startFauxqs } from 'fauxqs';
import { startAccounts } from './service.ts';
import { startAuthProcess } from './test-auth.ts';

export interface GraphAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test only
  data: any;
  /** Of the answer's header: for how long it may be kept. */
  cacheControl: string | null;
  errors?: { message: string; extensions: { code: string } }[];
}

export type TestAccounts = Awaited<ReturnType<typeof startTestAccounts>>;

/**
 * The real accounts service on a free port with a scratch database, a topic with a queue behind it, and the real auth
 * service as a process of its own. Use it with `await using`.
 */
export async function startTestAccounts() {
  const stack = new AsyncDisposableStack();
  const [database, authDatabase] = await Promise.all([
    createTestDatabase({ service: 'accounts', migrations: join(import.meta.dirname, 'migrations') }),
    createTestDatabase({ service: 'auth', migrations: join(import.meta.dirname, '../auth/migrations') }),
  ]);
  stack.use(database);
  stack.use(authDatabase);
  const events = await startTopic();
  stack.use(events);

  const keys = ['gateway', 'accounts'].map((kid) => newKey(kid));
  const trusted = { keys: keys.map(({ publicKey }) => publicKey) };
  const [gatewayKey, accountsKey] = keys.map(({ privateKey }) => privateKey);
  if (!gatewayKey || !accountsKey) throw new Error('no keys were made');
  const gateway = await createServiceTokenSigner('gateway', gatewayKey);
  const callSealSecret = randomBytes(32).toString('base64url');
  const seal = createCallSealer([callSealSecret]);
  const authPort = await freePort();
  const authUrl = `http://127.0.0.1:${authPort}/graphql`;

  const sns = new SNSClient(events.settings);
  stack.defer(() => sns.destroy());
  const server = await startAccounts(
    {
      PORT: 0,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'fatal',
      DATABASE_URL: database.serviceUrl,
      TRUST_KEYS: trusted,
      SIGNING_KEY: accountsKey,
      CALL_SEAL_SECRET: [callSealSecret],
      AUTH_URL: authUrl,
      EVENTS_TOPIC_ARN: events.topicArn,
    },
    { log: createLog('accounts', 'silent'), sns },
  );
  stack.defer(() => server.stop());
  const pool = createPool(database.serviceUrl, { max: 1 });
  stack.defer(() => pool.end());

  const post = async (
    url: string,
    audience: string,
    principal: Principal | undefined,
    query: string,
    variables = {},
  ) => {
    const body = JSON.stringify({ query, variables });
    const sealed = await sealedHeaders({ signer: gateway, seal }, { audience, principal, body });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sealed },
      body,
    });
    const answer = (await response.json()) as Omit<GraphAnswer, 'cacheControl'>;
    return { ...answer, cacheControl: response.headers.get('cache-control') };
  };
  const ask = (principal: Principal | undefined, query: string, variables: object = {}) =>
    post(server.url, 'accounts', principal, query, variables);
  const accountsSigner = await createServiceTokenSigner('accounts', accountsKey);
  const askAuth = (principal: Principal | undefined, query: string, variables: object = {}) =>
    post(authUrl, 'auth', principal, query, variables);

  const authEnv = {
    PORT: String(authPort),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    DATABASE_URL: authDatabase.serviceUrl,
    TRUST_KEYS: JSON.stringify(trusted),
    CALL_SEAL_SECRET: callSealSecret,
    ACCESS_TOKEN_ISSUER: 'http://gateway.test',
    SESSION_SECRET: randomUUID() + randomUUID(),
    EVENTS_TOPIC_ARN: events.topicArn,
    WEB_ORIGIN: 'http://web.test',
    GATEWAY_ORIGIN: 'http://gateway.test',
    AWS_REGION: events.settings.region,
    AWS_ENDPOINT_URL_SNS: events.settings.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };

  return {
    url: server.url,
    ask,
    askAuth,
    events,

    /** Until it is called, nothing answers at AUTH_URL. */
    async startAuth(): Promise<void> {
      stack.use(await startAuthProcess(authEnv));
    },

    /** Auth is there for this work and away again afterwards. */
    async whileAuthRuns<Result>(work: () => Promise<Result>): Promise<Result> {
      await using _auth = await startAuthProcess(authEnv);
      return await work();
    },

    /** A person who signed up. */
    async signUp(): Promise<UserId> {
      const { data, errors } = await askAuth(
        undefined,
        'mutation ($input: SignUpInput!) { signUp(input: $input) { ok { user { id } } error { message } } }',
        {
          input: {
            email: `${randomUUID()}@example.test`,
            password: 'correct horse battery',
            name: 'Ada Hartwell',
            timeZone: 'America/New_York',
            locale: 'en-US',
          },
        },
      );
      if (!data?.signUp?.ok) throw new Error(`signing up failed: ${JSON.stringify({ data, errors })}`);
      return asId('user', data.signUp.ok.user.id);
    },

    /** Another role in a firm, given by auth before this service asks for ownership. */
    async grantRole(firmId: FirmId, userId: UserId, role: string): Promise<void> {
      const body = JSON.stringify({
        query:
          'mutation ($input: GrantMembershipInput!) { grantMembership(input: $input) { ok { membership { id } } } }',
        variables: { input: { firmId, userId, role } },
      });
      const call = { audience: 'auth', principal: { kind: 'service', service: 'accounts' }, body } as const;
      const response = await fetch(authUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(await sealedHeaders({ signer: accountsSigner, seal }, call)),
        },
        body,
      });
      const { data } = (await response.json()) as GraphAnswer;
      if (!data?.grantMembership.ok) throw new Error(`auth did not grant the role: ${JSON.stringify(data)}`);
    },

    createFirm: (userId: UserId, input: Record<string, unknown> = {}) =>
      ask(actingAs(userId), createFirmOperation, {
        input: {
          name: 'Hartwell & Lowe',
          timeZone: 'America/New_York',
          currency: 'USD',
          idempotencyKey: randomUUID(),
          ...input,
        },
      }),

    /** Runs one statement as accounts_service, in a transaction with these settings. */
    async sql(statement: string, settings: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
      const connection = await pool.connect();
      try {
        await connection.query('begin');
        for (const [name, value] of Object.entries(settings)) {
          await connection.query('select set_config($1, $2, true)', [name, value]);
        }
        return (await connection.query(statement)).rows;
      } finally {
        await connection.query('rollback');
        connection.release();
      }
    },

    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const createFirmOperation = `mutation ($input: CreateFirmInput!) {
  createFirm(input: $input) { ok { firm { id name timeZone currency } } error { code field message } }
}`;

/** The principal as the gateway reads it from a person's access token, for a firm or for none. */
export function actingAs(userId: UserId, { firmId, role }: { firmId?: FirmId; role?: Role } = {}): UserPrincipal {
  return { kind: 'user', userId, firmId, role, scopes: scopesOf(role), sessionId: newId('session'), sessionVersion: 1 };
}

function newKey(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const head = { kty: 'OKP' as const, crv: 'Ed25519' as const, kid, x };
  return { publicKey: { ...publicKey.export({ format: 'jwk' }), ...head }, privateKey: { ...head, d } };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The topic of events with a queue that hears everything. */
async function startTopic() {
  const server = await startFauxqs({ port: 0, logger: false, messageSpies: true });
  const { topicArn } = server.createTopic('events');
  server.createQueue('heard');
  server.subscribe({ topic: 'events', queue: 'heard' });
  return {
    topicArn,
    settings: {
      endpoint: `http://127.0.0.1:${server.port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    /** The first event of this type about this firm, once it is heard. */
    async heard(type: DomainEvent['type'], firmId: string): Promise<DomainEvent | undefined> {
      const isIt = (event: DomainEvent | undefined) =>
        event?.type === type && 'firmId' in event.payload && event.payload.firmId === firmId;
      return eventIn(await server.spy.waitForMessage((message) => isIt(eventIn(message)), 'published', 10_000));
    },
    /** Everything heard so far, oldest first. */
    all: (): DomainEvent[] => server.spy.getAllMessages().flatMap((message) => eventIn(message) ?? []),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** The event in what the queue was given; undefined for what the spy saw at the topic before. */
function eventIn(message: SpyMessage): DomainEvent | undefined {
  return message.service === 'sqs' ? parseSnsBody(message.body) : undefined;
}
