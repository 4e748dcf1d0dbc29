import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Role, scopesOf } from '@smarterfirms/platform/access';
import { createCallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import { newEvent } from '@smarterfirms/platform/events';
import { type FirmId, newId, type UserId } from '@smarterfirms/platform/ids';
import { createLog } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import type { Principal, UserPrincipal } from '@smarterfirms/platform/principal';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { writeNotifications } from './event/notification-writer.ts';
import { projectFirm, projectRecipient } from './event/projections.ts';
import { startNotifications } from './service.ts';

export interface GraphAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test only
  data: any;
  errors?: { message: string; extensions: { code: string } }[];
}

export type TestNotifications = Awaited<ReturnType<typeof startTestNotifications>>;

/** The real notifications service on a free port with a scratch database, and the worker's way to write into it. */
export async function startTestNotifications() {
  const stack = new AsyncDisposableStack();
  const database = stack.use(
    await createTestDatabase({
      service: 'notifications',
      migrations: join(import.meta.dirname, 'migrations'),
      roles: ['notifications_worker'],
    }),
  );
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const publicKey = { kty: 'OKP', crv: 'Ed25519', kid: 'gateway', x };
  const gateway = await createServiceTokenSigner('gateway', { ...publicKey, d });
  const secrets = [randomBytes(32).toString('base64url')];
  const seal = createCallSealer(secrets);
  const server = await startNotifications(
    {
      PORT: 0,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'fatal',
      DATABASE_URL: database.serviceUrl,
      TRUST_KEYS: { keys: [publicKey] },
      CALL_SEAL_SECRET: secrets,
    },
    createLog('notifications', 'silent'),
  );
  stack.defer(() => server.stop());
  const [servicePool, workerPool] = [
    createPool(database.serviceUrl, { max: 1 }),
    createPool(database.urlOf('notifications_worker')),
  ];
  stack.defer(() => servicePool.end());
  stack.defer(() => workerPool.end());

  return {
    async ask(principal: Principal | undefined, query: string, variables: object = {}): Promise<GraphAnswer> {
      const body = JSON.stringify({ query, variables });
      const sealed = await sealedHeaders({ signer: gateway, seal }, { audience: 'notifications', principal, body });
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sealed },
        body,
      });
      return (await response.json()) as GraphAnswer;
    },

    /** A firm whose owner is known, as the events tell it. */
    async newFirm(ownerUserId: UserId = newId('user'), name = 'Hartwell & Lowe'): Promise<TestFirm> {
      const firmId = newId('firm');
      const timeZone = 'America/New_York';
      const email = `${ownerUserId}@example.test`;
      await projectRecipient(
        newEvent('user.registered', { userId: ownerUserId, email, name: 'Ada Hartwell', timeZone, locale: 'en-US' }),
        workerPool,
      );
      await projectFirm(newEvent('firm.created', { firmId, name, timeZone, currency: 'USD', ownerUserId }), workerPool);
      return { firmId, ownerUserId, email, owner: actingAs(ownerUserId, { firmId, role: 'owner' }) };
    },

    /** Tells the firm's owner so many things, one after the other. */
    async tell({ firmId }: TestFirm, count: number): Promise<void> {
      for (let each = 0; each < count; each++) {
        const event = newEvent('connection.needs_attention', { firmId, reason: `Reason ${each}` });
        await writeNotifications(event, { pool: workerPool, now: new Date(Date.now() - (count - each) * 1_000) });
      }
    },

    /** Runs one statement as notifications_service, in a transaction with these settings. */
    async sql(statement: string, settings: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
      const connection = await servicePool.connect();
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

export interface TestFirm {
  firmId: FirmId;
  ownerUserId: UserId;
  email: string;
  /** The owner, acting in the firm. */
  owner: UserPrincipal;
}

/** The principal as the gateway reads it from a person's access token, for a firm or for none. */
export function actingAs(userId: UserId, { firmId, role }: { firmId?: FirmId; role?: Role } = {}): UserPrincipal {
  return { kind: 'user', userId, firmId, role, scopes: scopesOf(role), sessionId: newId('session'), sessionVersion: 1 };
}

const notificationsOfUser = `query ($id: ID!, $first: Int = 25, $after: String) {
  _entities(representations: [{ __typename: "User", id: $id }]) {
    ... on User {
      unreadNotificationCount
      notifications(first: $first, after: $after) {
        nodes { id kind title body href readAt createdAt firm { id } deliveries { id channel status address sentAt } }
        pageInfo { hasNextPage hasPreviousPage endCursor }
        totalCount
      }
    }
  }
}`;

/** The notifications of a person as the gateway asks for them from \`me { notifications }\`. */
export async function listOf(
  notifications: TestNotifications,
  { userId, as, ...page }: { userId: UserId; as: Principal | undefined; first?: number; after?: string },
) {
  const { data, errors } = await notifications.ask(as, notificationsOfUser, { id: userId, ...page });
  const [user] = data?._entities ?? [];
  return { user, errors };
}
