import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { Principal, UserPrincipal } from '@smarterfirms/platform/principal';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { type ClioConnectionRecords, createClioConnectionRecords } from './connection/clio-connection-records.ts';
import type { ClioHosts } from './connection/clio-settings.ts';
import { createEnvelope, type Envelope } from './connection/envelope.ts';
import { openDatabase } from './database.ts';
import { documentClient } from './dynamo.ts';
import type { env } from './env.ts';
import { startClio } from './start-clio.ts';
import { createSyncErrorRecords, type SyncErrorRecords } from './sync/sync-error-records.ts';
import { createSyncJobRecords, type SyncJobRecords } from './sync/sync-job-records.ts';
import { createWithheldDeletionRecords, type WithheldDeletionRecords } from './sync/withheld-deletion-records.ts';
import { clioTables, createTableInput } from './tables.ts';

export interface GraphAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for
  data: any;
  codes: unknown[];
  text: string;
}

export interface StreamEnd {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for
  states: any[];
  errors: { message: string; extensions?: { code?: string } }[];
}

export interface TestService {
  aws: TestAws;
  origin: string;
  webOrigin: string;
  settings: typeof env;
  envelope: Envelope;
  connections: ClioConnectionRecords;
  jobs: SyncJobRecords;
  errors: SyncErrorRecords;
  withheld: WithheldDeletionRecords;
  /** The header, or the extension of a subscription, that the gateway would send on behalf of the principal. */
  authorization(principal: Principal | undefined): Promise<string>;
  graph(principal: Principal | undefined, query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
  /** Subscribes over WebSocket and collects until the stream ends. */
  stream(principal: Principal | undefined, query: string, onState?: (state: unknown) => void): Promise<StreamEnd>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The whole service in this process, on real stores: a scratch PostgreSQL database and in-memory DynamoDB, SQS and SNS. */
export async function startTestService(
  clio: {
    hosts?: ClioHosts;
    clientId?: string;
    clientSecret?: string;
    /** Tables that exist already, instead of ones in this process. */
    dynamo?: DynamoDBClient;
  } = {},
): Promise<TestService> {
  // Beside the sources in a test of this package, above dist in a benchmark.
  const migrations = join(import.meta.dirname.replace(/\/dist$/, ''), 'migrations');
  const database = await createTestDatabase({ service: 'clio', migrations });
  const aws = await startTestAws(clioTables.map(createTableInput), ['targets', 'dead']);
  const prisma = openDatabase(database.serviceUrl);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signer = await createServiceTokenSigner('gateway', privateKey.export({ format: 'jwk' }));
  const settings: typeof env = {
    PORT: 0,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
    DATABASE_URL: database.serviceUrl,
    TRUST_KEYS: { keys: [{ ...publicKey.export({ format: 'jwk' }), kty: 'OKP', kid: 'gateway' }] },
    CALL_SEAL_SECRET: [randomBytes(32).toString('base64url')],
    WEB_ORIGIN: 'http://127.0.0.1:3000',
    CLIO_HOSTS: clio.hosts ?? { US: 'http://127.0.0.1:9' },
    CLIO_CLIENT_ID: clio.clientId ?? 'client',
    CLIO_CLIENT_SECRET: clio.clientSecret ?? 'secret',
    TOKEN_KEY: randomBytes(32),
    SYNC_QUEUE_URL: aws.queueUrl,
    SYNC_DEAD_LETTER_QUEUE_URL: aws.urlOf('dead'),
    TARGETS_QUEUE_URL: aws.urlOf('targets'),
    EVENTS_TOPIC_ARN: aws.topicArn,
    CLIO_CONNECTION_TABLE: 'ClioConnection',
    SYNC_JOB_TABLE: 'SyncJob',
    SYNC_ERROR_TABLE: 'SyncError',
    WITHHELD_DELETION_TABLE: 'WithheldDeletion',
  };
  const log = pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'fatal' });
  const dynamo = clio.dynamo ?? aws.dynamo;
  const server = await startClio(settings, { ...aws, dynamo, database: prisma, log });
  const documents = documentClient(dynamo);
  const seal = createCallSealer(settings.CALL_SEAL_SECRET);
  const authorization = async (principal: Principal | undefined) => `Bearer ${await signer.sign('clio', principal)}`;

  return {
    aws,
    origin: new URL(server.url).origin,
    webOrigin: settings.WEB_ORIGIN,
    settings,
    envelope: createEnvelope(settings.TOKEN_KEY),
    connections: createClioConnectionRecords(documents, settings.CLIO_CONNECTION_TABLE),
    jobs: createSyncJobRecords(documents, settings.SYNC_JOB_TABLE),
    errors: createSyncErrorRecords(documents, settings.SYNC_ERROR_TABLE),
    withheld: createWithheldDeletionRecords(documents, settings.WITHHELD_DELETION_TABLE),
    authorization,
    async graph(principal, query, variables = {}) {
      const body = JSON.stringify({ query, variables });
      const sealed = await sealedHeaders({ signer, seal }, { audience: 'clio', principal, body });
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sealed },
        body,
      });
      const text = await response.text();
      const { data, errors = [] } = JSON.parse(text) as {
        data?: unknown;
        errors?: { extensions?: { code?: string } }[];
      };
      return { status: response.status, data, codes: errors.map(({ extensions }) => extensions?.code), text };
    },
    async stream(principal, query, onState) {
      const client = createClient({ url: server.url.replace('http', 'ws'), webSocketImpl: WebSocket, lazy: true });
      const extensions = { authorization: await authorization(principal) };
      const end: StreamEnd = { states: [], errors: [] };
      try {
        for await (const { data, errors } of client.iterate({ query, extensions })) {
          if (errors) end.errors.push(...(errors as StreamEnd['errors']));
          if (data) {
            end.states.push(data);
            onState?.(data);
          }
        }
      } catch (error) {
        if (!Array.isArray(error)) throw error;
        end.errors.push(...error);
      } finally {
        await client.dispose();
      }
      return end;
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await prisma.$disconnect();
      await aws[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** A person of a firm with every permission of this service, or with the given ones. */
export function personOf(
  firmId: FirmId,
  scopes: string[] = ['clio:read', 'clio:write', 'sync:read', 'sync:write'],
): UserPrincipal {
  return {
    kind: 'user',
    userId: newId('user'),
    firmId,
    role: 'owner',
    scopes,
    sessionId: newId('session'),
    sessionVersion: 1,
  };
}
