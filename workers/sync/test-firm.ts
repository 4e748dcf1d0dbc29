import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { beginSync } from '@smarterfirms/clio/begin-sync';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { createFirmPlanRecords, type FirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { createSyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { type ExclusiveSyncKind, isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { clioTables, createTableInput } from '@smarterfirms/clio/tables';
import { type SimulatedFirm, startTestSimulator, type TestSimulator } from '@smarterfirms/clio/test-simulator';
import { createTokenStore, sealTokens } from '@smarterfirms/clio/token-store';
import { createWithheldDeletionRecords } from '@smarterfirms/clio/withheld-deletion-records';
import { clioResource } from '@smarterfirms/data/clio-fields';
import { clioRecords } from '@smarterfirms/data/clio-records';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { createPool, inFirm } from '@smarterfirms/platform/postgres';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { pino } from 'pino';
import { handleMessage } from './handle-message.ts';
import type { SyncParts } from './parts.ts';

/** What a test syncs that is about the walk and not about what is walked: few types, so that it is over soon. */
export const usualEntities = [
  'USERS',
  'CONTACTS',
  'MATTERS',
  'ACTIVITIES',
  'BILLS',
  'LINE_ITEMS',
] as const satisfies SyncEntityType[];

/** Handles one message; throws when the queue should deliver it again. */
export type Deliver = (body: string) => Promise<void>;

export interface TestFirm {
  firmId: FirmId;
  clio: TestSimulator;
  account: SimulatedFirm;
  tokenKey: Buffer;
  aws: TestAws;
  /** With what the scheduler needs besides. */
  parts: SyncParts & { plans: FirmPlanRecords };
  /** The environment of the sync function, for a worker in a process of its own. */
  env: Record<string, string>;
  /** Of the usual entities unless told otherwise. */
  startSync(kind?: ExclusiveSyncKind, entities?: readonly SyncEntityType[]): Promise<SyncJobRecord>;
  job(jobId: SyncJobRecord['jobId']): Promise<SyncJobRecord>;
  /** Delivers messages as the queue has them, delays respected, until the job is over and the queue is empty. */
  run(job: SyncJobRecord, deliver?: Deliver): Promise<SyncJobRecord>;
  /** The same until the queue is empty, whatever the job says. */
  deliverAll(deliver: Deliver): Promise<void>;
  /** Delivers one message after the other until that answers true. */
  deliverUntil(deliver: (body: string) => Promise<boolean>): Promise<void>;
  /** A further firm on the same stores, connected to the account of that place among those of the simulator. */
  addFirm(accountNumber: number): Promise<FirmId>;
  /** Somebody approves again at Clio: the connection works anew, with new tokens. */
  reconnect(): Promise<void>;
  /** What the copy holds of a type: Clio's own document by Clio's id. */
  copy(entity: SyncEntityType): Promise<Map<string, unknown>>;
  /** What Clio holds of a type, with the fields that are asked for. */
  truth(entity: SyncEntityType): Promise<Map<string, unknown>>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A firm that is connected to a simulated Clio account, with real stores, ready to sync. */
export async function startTestFirm(settings: Record<string, string> = {}): Promise<TestFirm> {
  const clio = await startTestSimulator(settings);
  const account = clio.firms[0];
  if (!account) throw new Error('the simulator has no firm');
  const aws = await startTestAws(clioTables.map(createTableInput), ['targets']);
  const database = await createTestDatabase({
    service: 'data',
    migrations: join(packageOf('@smarterfirms/data/checkpoint'), 'migrations'),
    roles: ['data_worker'],
  });
  const tokenKey = randomBytes(32);
  const webOrigin = 'http://127.0.0.1:3000';
  const env = {
    ...aws.env,
    LOG_LEVEL: 'fatal',
    DATA_DATABASE_URL: database.urlOf('data_worker'),
    WEB_ORIGIN: webOrigin,
    CLIO_HOSTS: JSON.stringify(clio.hosts),
    CLIO_CLIENT_ID: clio.clientId,
    CLIO_CLIENT_SECRET: clio.clientSecret,
    TOKEN_KEY: tokenKey.toString('base64'),
    SYNC_QUEUE_URL: aws.queueUrl,
    EVENTS_TOPIC_ARN: aws.topicArn,
  };
  const dynamo = documentClient(aws.dynamo);
  const connections = createClioConnectionRecords(dynamo, 'ClioConnection');
  const envelope = createEnvelope(tokenKey);
  const application = { ...clio, redirectUri: `${webOrigin}/clio/callback` };
  const messaging = { sqs: aws.sqs, syncQueueUrl: aws.queueUrl, sns: aws.sns, eventsTopicArn: aws.topicArn };
  const parts: TestFirm['parts'] = {
    ...messaging,
    connections,
    jobs: createSyncJobRecords(dynamo, 'SyncJob'),
    plans: createFirmPlanRecords(dynamo, 'FirmPlan'),
    errors: createSyncErrorRecords(dynamo, 'SyncError'),
    withheld: createWithheldDeletionRecords(dynamo, 'WithheldDeletion'),
    tokens: createTokenStore({ ...messaging, connections, envelope, hosts: clio.hosts, application }),
    budgets: createRequestBudgets(createRequestBudgetRecords(dynamo, 'ClioConnection')),
    data: createPool(env.DATA_DATABASE_URL),
    log: pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'fatal' }),
  };
  const firmId = newId('firm');
  const connectTo = (firm: FirmId, accountNumber = 0) =>
    connect(firm, accountNumber, { clio, connections, envelope, redirectUri: application.redirectUri });
  await connectTo(firmId);

  const job = async (jobId: SyncJobRecord['jobId']) => {
    const found = await parts.jobs.find(jobId);
    if (!found) throw new Error(`there is no job ${jobId}`);
    return found;
  };
  return {
    firmId,
    clio,
    account,
    tokenKey,
    aws,
    parts,
    env,
    job,
    async startSync(kind, entities = usualEntities) {
      const order = { firmId, jobId: newId('syncJob'), requestedByUserId: newId('user'), kind, entities };
      const begun = await beginSync(order, parts);
      if (!begun) throw new Error('another sync is running');
      return begun;
    },
    async run({ jobId }, deliver = (body) => handleMessage(body, new Date(Date.now() + 5_000), parts)) {
      await deliverAll(aws, deliver);
      const ended = await job(jobId);
      if (!isOver(ended)) throw new Error(`the queue is empty and the job is ${ended.status}`);
      return ended;
    },
    deliverAll: (deliver) => deliverAll(aws, deliver),
    async deliverUntil(deliver) {
      for (let bodies = aws.drain(); bodies.length > 0; bodies = aws.drain()) {
        for (const body of bodies) if (await deliver(body)) return;
      }
      throw new Error('the queue is empty, and what was waited for did not happen');
    },
    reconnect: () => connectTo(firmId),
    async addFirm(accountNumber) {
      const added = newId('firm');
      await connectTo(added, accountNumber);
      return added;
    },
    async copy(entity) {
      const { table, part = 'true' } = clioRecords[entity];
      return inFirm(parts.data, firmId, async (connection) => {
        const { rows } = await connection.query<{ clio_id: string; raw: unknown }>(
          `select clio_id, raw from ${table} where deleted_at is null and ${part}`,
        );
        return new Map(rows.map(({ clio_id, raw }) => [clio_id, raw]));
      });
    },
    async truth(entity) {
      const { fields, query } = clioResource(entity);
      // Clio computes balances when it is asked: they are no records that the simulator's control door could show.
      if (entity === 'OUTSTANDING_CLIENT_BALANCES') return askedOfClio(await parts.tokens.accessToken(firmId), entity);
      const records = await clio.records(account.accountId, resourceOf(entity), fields);
      return new Map([...records].filter(([, record]) => isListed(record as ListedRecord, query)));
    },
    async [Symbol.asyncDispose]() {
      await parts.data.end();
      await database[Symbol.asyncDispose]();
      await aws[Symbol.asyncDispose]();
      await clio[Symbol.asyncDispose]();
    },
  };
}

/** What differs between the copy and Clio, entity by entity: ids that are missing, too many, or say something else. */
export async function differences(
  firm: TestFirm,
  entities: readonly SyncEntityType[] = usualEntities,
): Promise<string[]> {
  const found: string[] = [];
  for (const entity of entities) {
    const [copy, truth] = [await firm.copy(entity), await firm.truth(entity)];
    if (truth.size === 0) found.push(`${entity}: the simulator holds none, so nothing is compared`);
    for (const [id, record] of truth) {
      if (!copy.has(id)) found.push(`${entity} ${id} is missing`);
      else if (sorted(withoutReadersRate(copy.get(id))) !== sorted(withoutReadersRate(record)))
        found.push(`${entity} ${id} differs`);
    }
    for (const id of copy.keys()) if (!truth.has(id)) found.push(`${entity} ${id} is not in Clio`);
  }
  return found.slice(0, 20);
}

/** The first page of an entity's list, as Clio's own API answers it. */
async function askedOfClio(
  { base, accessToken }: { base: string; accessToken: string },
  entity: SyncEntityType,
): Promise<Map<string, unknown>> {
  const { path, fields } = clioResource(entity);
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await fetch(`${base}${path}?${new URLSearchParams({ fields })}`, { headers });
  const { data } = (await response.json()) as { data: { id: number }[] };
  return new Map(data.map((record) => [String(record.id), record]));
}

/** The name of an entity's list in Clio's paths. */
function resourceOf(entity: SyncEntityType): string {
  return basename(clioRecords[entity].path, '.json');
}

/**
 * Whether Clio's list shows the record to a request with these parameters: those of notes say which kind of them. What lies in
 * the trash is not there for us, and a document whose upload was never confirmed for nobody.
 */
function isListed(record: ListedRecord, { type }: Readonly<Record<string, string>>): boolean {
  const uploaded = record.latest_document_version?.fully_uploaded !== false;
  return !record.deleted_at && uploaded && (type === undefined || record.type === type);
}

interface ListedRecord {
  type?: unknown;
  deleted_at?: unknown;
  latest_document_version?: { fully_uploaded?: boolean } | null;
}

/** A rate that is nobody's own is that of whoever asks: it differs by reader, so only where there is one is compared. */
function withoutReadersRate(record: unknown): unknown {
  const { rate, ...rest } = record as { rate?: { type?: string } | null };
  return !rate || rate.type === 'User' ? rest : record;
}

/** jsonb keeps no order of keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Three at a time, as the event source does; what fails is visible again at once. */
async function deliverAll({ sqs, queueUrl, messages }: TestAws, deliver: Deliver): Promise<void> {
  const handle = async ({ Body = '', ReceiptHandle }: Message) => {
    const message = { QueueUrl: queueUrl, ReceiptHandle };
    try {
      await deliver(Body);
      await sqs.send(new DeleteMessageCommand(message));
    } catch {
      await sqs.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }));
    }
  };
  const chain = async () => {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 1 }),
      );
      for (const message of Messages) await handle(message);
      if (Messages.length === 0 && messages().length === 0) return;
    }
  };
  await Promise.all([chain(), chain(), chain()]);
}

async function connect(
  firmId: FirmId,
  accountNumber: number,
  {
    clio,
    connections,
    envelope,
    redirectUri,
  }: {
    clio: TestSimulator;
    connections: SyncParts['connections'];
    envelope: ReturnType<typeof createEnvelope>;
    redirectUri: string;
  },
): Promise<void> {
  const { accountId, logins } = clio.firms[accountNumber] ?? {};
  const tokens = await clio.grant(redirectUri, logins?.[0]?.email);
  const sealed = sealTokens(envelope, { firmId, region: 'US' }, tokens);
  const account = String(accountId);
  const connection = { firmId, region: 'US', accountId: account, accountName: undefined, userName: undefined } as const;
  const before = await connections.find(firmId);
  await connections.connect(before, { ...connection, connectedAt: new Date().toISOString(), ...sealed }, []);
}

/** The folder of the package that a door leads into. */
export function packageOf(door: string): string {
  return join(dirname(fileURLToPath(import.meta.resolve(door))), '../..');
}
