import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beginSync } from '@smarterfirms/clio/begin-sync';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { createFirmPlanRecords, type FirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { createOfferedFields } from '@smarterfirms/clio/offered-fields';
import { createRequestBudgets } from '@smarterfirms/clio/request-budget';
import { createRequestBudgetRecords } from '@smarterfirms/clio/request-budget-records';
import { createSyncErrorRecords } from '@smarterfirms/clio/sync-error-records';
import { type ExclusiveSyncKind, isOver, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { clioTables, createTableInput } from '@smarterfirms/clio/tables';
import { type SimulatedFirm, startTestSimulator, type TestSimulator } from '@smarterfirms/clio/test-simulator';
import { createTokenStore, sealTokens } from '@smarterfirms/clio/token-store';
import { createWithheldDeletionRecords } from '@smarterfirms/clio/withheld-deletion-records';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { createPool } from '@smarterfirms/platform/postgres';
import { startTestAws, type TestAws } from '@smarterfirms/platform/test-aws';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { pino } from 'pino';
import { handleMessage } from './handle-message.ts';
import type { SyncParts } from './parts.ts';
import { type Deliver, deliverAtOnce, deliverInTime } from './test-delivery.ts';
import { copyOf, truthOf } from './test-truth.ts';

/** What a test syncs that is about the walk and not about what is walked: few types, so that it is over soon. */
export const usualEntities = [
  'USERS',
  'CONTACTS',
  'MATTERS',
  'ACTIVITIES',
  'BILLS',
  'LINE_ITEMS',
] as const satisfies SyncEntityType[];

export interface TestFirm {
  firmId: FirmId;
  clio: TestSimulator;
  account: SimulatedFirm;
  tokenKey: Buffer;
  aws: TestAws;
  /** With what the scheduler needs besides. */
  parts: SyncParts & { plans: FirmPlanRecords };
  /** The environment of the sync and the documents function, for a worker in a process of its own. */
  env: Record<string, string>;
  /** Of the usual entities unless told otherwise. */
  startSync(kind?: ExclusiveSyncKind, entities?: readonly SyncEntityType[]): Promise<SyncJobRecord>;
  job(jobId: SyncJobRecord['jobId']): Promise<SyncJobRecord>;
  /** Delivers messages until the job is over and the queue is empty, without waiting for their delays. */
  run(job: SyncJobRecord, deliver?: Deliver): Promise<SyncJobRecord>;
  /** The same with the queue's delays, where it is Clio who says how long to wait. */
  runInTime(job: SyncJobRecord, deliver?: Deliver): Promise<SyncJobRecord>;
  /** Delivers as the queue does, delays too, until it is empty, whatever the job says. */
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
  const aws = await startTestAws(clioTables.map(createTableInput), ['targets', 'document-contents']);
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
    DOCUMENTS_BUCKET: aws.bucket,
    DOCUMENTS_QUEUE_URL: aws.urlOf('document-contents'),
    EVENTS_TOPIC_ARN: aws.topicArn,
  };
  const dynamo = documentClient(aws.dynamo);
  const connections = createClioConnectionRecords(dynamo, 'ClioConnection');
  const envelope = createEnvelope(tokenKey);
  const application = { ...clio, redirectUri: `${webOrigin}/clio/callback` };
  const messaging = { sqs: aws.sqs, syncQueueUrl: aws.queueUrl, sns: aws.sns, eventsTopicArn: aws.topicArn };
  const parts: TestFirm['parts'] = {
    ...messaging,
    s3: aws.s3,
    bucket: aws.bucket,
    connections,
    jobs: createSyncJobRecords(dynamo, 'SyncJob'),
    plans: createFirmPlanRecords(dynamo, 'FirmPlan'),
    errors: createSyncErrorRecords(dynamo, 'SyncError'),
    withheld: createWithheldDeletionRecords(dynamo, 'WithheldDeletion'),
    tokens: createTokenStore({ ...messaging, connections, envelope, hosts: clio.hosts, application }),
    budgets: createRequestBudgets(createRequestBudgetRecords(dynamo, 'ClioConnection')),
    offered: createOfferedFields(),
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
  const handle: Deliver = (body) => handleMessage(body, new Date(Date.now() + 5_000), parts);
  const ended = async ({ jobId }: SyncJobRecord, delivered: Promise<void>) => {
    await delivered;
    const now = await job(jobId);
    if (!isOver(now)) throw new Error(`the queue is empty and the job is ${now.status}`);
    return now;
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
    run: (begun, deliver = handle) => ended(begun, deliverAtOnce(aws, deliver)),
    runInTime: (begun, deliver = handle) => ended(begun, deliverInTime(aws, deliver)),
    deliverAll: (deliver) => deliverInTime(aws, deliver),
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
    copy: (entity) => copyOf(parts.data, firmId, entity),
    truth: (entity) => truthOf(clio, account.accountId, entity, () => parts.tokens.accessToken(firmId)),
    async [Symbol.asyncDispose]() {
      await parts.data.end();
      await database[Symbol.asyncDispose]();
      await aws[Symbol.asyncDispose]();
      await clio[Symbol.asyncDispose]();
    },
  };
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
