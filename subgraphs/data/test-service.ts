import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Role, type Scope, scopesOf } from '@smarterfirms/platform/access';
import { createCallSealCheck, createCallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { createLog } from '@smarterfirms/platform/log';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { createPool, type Pool } from '@smarterfirms/platform/postgres';
import type { Principal } from '@smarterfirms/platform/principal';
import { createServiceTokenSigner, createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { type DocumentParts, dataContext } from './context.ts';
import { createDatabase } from './database.ts';
import { buildDataSubgraph } from './schema.ts';
import { takeOver } from './sync/checkpoint.ts';
import { openJob } from './sync/open-job.ts';
import { type StoredPage, storePage } from './sync/sync-page.ts';

/** For tests that ask for no document's content: the clients call nobody. */
const nowhere: DocumentParts = {
  sqs: new SQSClient({ region: 'us-east-1' }),
  queueUrl: 'http://127.0.0.1:1/none',
  s3: new S3Client({ region: 'us-east-1' }),
  bucket: 'none',
};

export interface GraphAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test only
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
}

/** The whole data service for a test: a scratch database, the real server on a free port, and a worker that stores pages. */
export async function startTestService(documents: DocumentParts = nowhere) {
  const database = await createTestDatabase({
    service: 'data',
    migrations: join(import.meta.dirname, 'migrations'),
    roles: ['data_worker'],
  });
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'gateway' };
  const signer = await createServiceTokenSigner('gateway', key);
  const secrets = [randomBytes(32).toString('base64url')];
  const seal = createCallSealer(secrets);
  const servicePool = createPool(database.serviceUrl);
  const workerPool = createPool(database.urlOf('data_worker'));
  const prisma = createDatabase(servicePool);
  const server = await serveSubgraph({
    name: 'data',
    subgraph: await buildDataSubgraph(),
    verifier: createServiceTokenVerifier('data', {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'gateway' }],
    } as never),
    checkSeal: createCallSealCheck(secrets),
    log: createLog('data', 'fatal'),
    host: '127.0.0.1',
    port: 0,
    context: (request) => dataContext(request, prisma, documents),
    ready: async () => {},
  });

  async function ask(principal: Principal | undefined, query: string, variables: object = {}): Promise<GraphAnswer> {
    const body = JSON.stringify({ query, variables });
    const sealed = await sealedHeaders({ signer, seal }, { audience: 'data', principal, body });
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sealed },
      body,
    });
    return (await response.json()) as GraphAnswer;
  }

  return {
    url: server.url,
    database,
    prisma,
    servicePool,
    workerPool,
    ask,
    newFirm: (settings?: Partial<FirmSettings>) => new TestFirm(ask, workerPool, settings),
    async [Symbol.asyncDispose]() {
      await server.stop();
      await prisma.$disconnect();
      await Promise.all([servicePool.end(), workerPool.end()]);
      await database[Symbol.asyncDispose]();
    },
  };
}

export interface FirmSettings {
  timeZone: string;
  currency: string;
}

/** A firm as tests drive it: its copy is filled as a worker does it, and read as the gateway does it. */
export class TestFirm {
  readonly id: FirmId = newId('firm');
  readonly settings: FirmSettings;

  constructor(
    private readonly askAs: (
      principal: Principal | undefined,
      query: string,
      variables?: object,
    ) => Promise<GraphAnswer>,
    readonly workerPool: Pool,
    settings: Partial<FirmSettings> = {},
  ) {
    this.settings = { timeZone: 'America/Vancouver', currency: 'USD', ...settings };
  }

  /** Stores records as the only page of a whole walk. */
  async sync(
    entity: SyncEntityType,
    records: readonly object[],
    { requestedAt = new Date(), nextCursor = null as string | null } = {},
  ): Promise<StoredPage> {
    const jobId = newId('syncJob');
    await openJob(this.workerPool, this.id, jobId, [entity]);
    const { checkpoint } = await takeOver(this.workerPool, this.id, jobId, entity);
    const fence = checkpoint?.fence ?? 0;
    const page = { firmId: this.id, jobId, entity, fence, requestedAt, records, nextCursor, total: null, requests: 1 };
    return storePage(this.workerPool, { ...page, clioRequestedAt: requestedAt });
  }

  principal(role: Role = 'owner', scopes: readonly Scope[] = scopesOf(role)): Principal {
    const userId = newId('user');
    return {
      kind: 'user',
      userId,
      firmId: this.id,
      role,
      scopes: [...scopes],
      sessionId: newId('session'),
      sessionVersion: 1,
    };
  }

  ask(query: string, variables?: object, principal = this.principal()): Promise<GraphAnswer> {
    return this.askAs(principal, query, variables);
  }

  /** Asks for fields of the firm, as the gateway does after it was to accounts. */
  async askFirm(fields: string, variables: object = {}, principal = this.principal()): Promise<GraphAnswer> {
    const names = Object.entries(variableTypes).filter(([name]) => name in variables);
    const declared = names.map(([name, type]) => `, $${name}: ${type}`).join('');
    const query = `query ($firm: _Any!${declared}) { _entities(representations: [$firm]) { ... on Firm { ${fields} } } }`;
    const firm = { __typename: 'Firm', id: this.id, ...this.settings };
    const answer = await this.askAs(principal, query, { firm, ...variables });
    return { ...answer, data: answer.data?._entities?.[0] ?? null };
  }
}

const variableTypes: Record<string, string> = {
  first: 'Int!',
  after: 'String',
  filter: 'MatterFilter',
  orderBy: 'MatterOrder',
  month: 'String',
};

/** The statements about rows that a pool sends from now on; those that open, close and label transactions are left out. */
export function recordStatements(pool: Pool): string[] {
  const statements: string[] = [];
  const connect = pool.connect.bind(pool) as () => Promise<{ query: (...args: unknown[]) => unknown }>;
  const seen = new WeakSet<object>();
  const record = (client: { query: (...args: unknown[]) => unknown }) => {
    if (seen.has(client)) return;
    seen.add(client);
    const query = client.query.bind(client);
    client.query = (...args) => {
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text;
      if (!/^\s*(begin|commit|rollback|select set_config)/i.test(text)) statements.push(text);
      return query(...args);
    };
  };
  pool.connect = (async () => {
    const client = await connect();
    record(client);
    return client;
  }) as never;
  return statements;
}
