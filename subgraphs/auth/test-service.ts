import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SNSClient } from '@aws-sdk/client-sns';
import { type Role, scopesOf } from '@smarterfirms/platform/access';
import { createCallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import { clientOriginHeaders } from '@smarterfirms/platform/client-origin';
import { asId, type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';
import { createLog, type Log } from '@smarterfirms/platform/log';
import { createPool, type Pool } from '@smarterfirms/platform/postgres';
import type { Principal, UserPrincipal } from '@smarterfirms/platform/principal';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { startAuth } from './service.ts';

export const password = 'correct horse battery';
export const issuer = 'http://gateway.test';
export const accounts: Principal = { kind: 'service', service: 'accounts' };

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts on the shape of what came
  data: any;
  errors: { message: string; extensions: { code: string } }[] | undefined;
}

export interface TestPerson {
  userId: UserId;
  email: string;
  sessionToken: string;
  sessionId: string;
}

export type TestAuth = Awaited<ReturnType<typeof startTestAuth>>;

/**
 * The real service on a free port with a scratch database, reached over HTTP with tokens as the gateway and the services
 * sign them. Its topic is a closed port, so events stay in the outbox, where tests find them.
 */
export async function startTestAuth(log: Log = createLog('auth', 'fatal')) {
  const scratch = await createTestDatabase({ service: 'auth', migrations: join(import.meta.dirname, 'migrations') });
  const keys = ['gateway', 'accounts', 'clio'].map((kid) => ({ kid, ...generateKeyPairSync('ed25519') }));
  const signers = new Map(
    await Promise.all(
      keys.map(async ({ kid, privateKey }) => {
        const jwk = { ...privateKey.export({ format: 'jwk' }), kid };
        return [kid, await createServiceTokenSigner(kid, jwk)] as const;
      }),
    ),
  );
  const callSealSecret = randomBytes(32).toString('base64url');
  const seal = createCallSealer([callSealSecret]);
  const server = await startAuth(
    {
      PORT: 0,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'fatal',
      DATABASE_URL: scratch.serviceUrl,
      TRUST_KEYS: {
        keys: keys.map(({ kid, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid, kty: 'OKP' })),
      },
      CALL_SEAL_SECRET: [callSealSecret],
      ACCESS_TOKEN_ISSUER: issuer,
      SESSION_SECRET: randomUUID() + randomUUID(),
      EVENTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:events',
      WEB_ORIGIN: 'http://web.test',
      GATEWAY_ORIGIN: issuer,
    },
    {
      log,
      sns: new SNSClient({
        endpoint: 'http://127.0.0.1:9',
        region: 'us-east-1',
        maxAttempts: 1,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
    },
  );
  const pool = createPool(scratch.serviceUrl, { max: 2 });
  const ownerPool = createPool(scratch.ownerUrl, { max: 1 });

  /** What a call with this body carries: the token of who asks, and the seal. */
  const sealed = async (principal: Principal | undefined, body = '') => {
    const caller = principal?.kind === 'service' ? principal.service : 'gateway';
    const signer = signers.get(caller);
    if (!signer) throw new Error(`no key for the service ${caller}`);
    return sealedHeaders({ signer, seal }, { audience: 'auth', principal, body });
  };

  const ask = async (
    query: string,
    {
      variables,
      as,
      address,
      userAgent,
    }: {
      variables?: Record<string, unknown>;
      as?: Principal | undefined;
      address?: string;
      userAgent?: string;
    } = {},
  ): Promise<Answer> => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(server.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await sealed(as, body)),
        ...(address ? { [clientOriginHeaders.address]: address } : {}),
        ...(userAgent ? { [clientOriginHeaders.userAgent]: userAgent } : {}),
      },
      body,
    });
    const { data, errors } = (await response.json()) as Answer;
    return { data, errors };
  };

  /** Runs one mutation with its input. Returns its payload; throws with the errors when there is none. */
  const mutate = async (
    name: string,
    input: Record<string, unknown>,
    selection: string,
    options: Omit<NonNullable<Parameters<typeof ask>[1]>, 'variables'> = {},
  ) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} error { code message field } } }`;
    const answer = await ask(query, { ...options, variables: { input } });
    if (!answer.data) throw new Error(`${query} ${JSON.stringify(answer.errors)}`);
    return answer.data[name];
  };

  const run = async (
    on: Pool,
    statement: string,
    settings: Record<string, string> = {},
    parameters: unknown[] = [],
  ): Promise<Record<string, unknown>[]> => {
    const connection = await on.connect();
    try {
      await connection.query('begin');
      for (const [name, value] of Object.entries(settings)) {
        await connection.query('select set_config($1, $2, true)', [name, value]);
      }
      const { rows } = await connection.query(statement, parameters);
      await connection.query('commit');
      return rows;
    } catch (error) {
      await connection.query('rollback');
      throw error;
    } finally {
      connection.release();
    }
  };

  /** Runs a statement as auth_service, in a transaction with these settings. */
  const sql = (statement: string, settings?: Record<string, string>, parameters?: unknown[]) =>
    run(pool, statement, settings, parameters);

  return {
    url: server.url,
    sealed,
    ask,
    mutate,
    sql,

    /** Lets every signing key end, as time would: the service itself has no right to change a key. */
    expireSigningKeys: () =>
      run(ownerPool, "update signing_key set expires_at = now() - interval '1 minute'", {
        'app.identity_engine': 'on',
      }),

    async signUp(
      person: { email?: string; name?: string; address?: string; userAgent?: string } = {},
    ): Promise<TestPerson> {
      const { email = `${randomUUID()}@example.test`, name = 'Ada Hartwell', ...origin } = person;
      const input = { email, password, name, timeZone: 'America/New_York', locale: 'en-US' };
      const { ok } = await mutate('signUp', input, 'ok { sessionToken user { id } }', origin);
      const { sessionToken } = ok;
      const userId = asId('user', ok.user.id);
      const [session] = await sql('select id from session where user_id = $1', { 'app.user_id': userId }, [userId]);
      return { userId, email, sessionToken, sessionId: String(session?.['id']) };
    },

    /** A firm with this person as a member. */
    async newFirm(userId: UserId, role = 'OWNER', firmId: FirmId = newId('firm')): Promise<FirmId> {
      const selection = 'ok { membership { id } }';
      const { error } = await mutate('grantMembership', { firmId, userId, role }, selection, { as: accounts });
      if (error) throw new Error(JSON.stringify(error));
      return firmId;
    },

    /** Takes the service's right to write events while the work is under way. */
    async refuseEvents(work: () => Promise<void>): Promise<void> {
      await run(ownerPool, 'revoke insert on outbox from auth_service');
      try {
        await work();
      } finally {
        await run(ownerPool, 'grant insert on outbox to auth_service');
      }
    },

    /** Events in the outbox, oldest first. */
    async events(): Promise<{ type: string; payload: Record<string, unknown> }[]> {
      const rows = await sql('select event from outbox order by id');
      return rows.map((row) => row['event'] as { type: string; payload: Record<string, unknown> });
    },

    async [Symbol.asyncDispose]() {
      await Promise.all([pool.end(), ownerPool.end()]);
      await server.stop();
      await scratch[Symbol.asyncDispose]();
    },
  };
}

/** The principal as the gateway reads it from this person's access token. */
export function principalOf(
  { userId, sessionId }: { userId: UserId; sessionId: string },
  { firmId, role }: { firmId?: FirmId; role?: Role } = {},
): UserPrincipal {
  return { kind: 'user', userId, sessionId, firmId, role, scopes: scopesOf(role), sessionVersion: 1 };
}
