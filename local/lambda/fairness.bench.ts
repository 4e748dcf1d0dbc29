/**
 * How long firms with few records wait for their sync while one with 500,000 is synced: fifty firms at once through the queue,
 * the event source and the functions as this machine runs them, three processes for the sync. Clio's limit is lifted, so that
 * workers are what is scarce, and the large firm's messages are there first. It ends with the last small firm: the large one is
 * not done then.
 *
 * The baseline is 49 firms of the same accounts before, alone. BENCH_SIZE chooses the large firm among medium (50,000) and
 * large (500,000, the default).
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { beginSync } from '@smarterfirms/clio/begin-sync';
import { createClioConnectionRecords } from '@smarterfirms/clio/clio-connection-records';
import { authorizationUrl, exchangeCode } from '@smarterfirms/clio/clio-oauth';
import { documentClient } from '@smarterfirms/clio/dynamo';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { isOver } from '@smarterfirms/clio/sync-job-record';
import { createSyncJobRecords } from '@smarterfirms/clio/sync-job-records';
import { sealTokens } from '@smarterfirms/clio/token-store';
import { type FirmId, newId, type SyncJobId } from '@smarterfirms/platform/ids';
import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { queueUrl, topicArn } from '../aws-resources.ts';
import { openDataDirectory, repositoryRoot } from '../data-directory.ts';
import { removeData } from '../remove-data.ts';
import { loadSecrets } from '../secrets.ts';
import { startStack } from '../stack.ts';

const smallFirms = 49;
const lookMs = 200;
const entities: SyncEntityType[] = ['USERS', 'CONTACTS', 'MATTERS', 'ACTIVITIES', 'BILLS', 'LINE_ITEMS'];

interface Account {
  accountId: number;
  region: string;
  counts: Record<string, number>;
  logins: { email: string }[];
}

const dataDir = join(repositoryRoot, '.cache/fairness');
removeData(dataDir, () => {});
const stack = await startStack({
  dataDir,
  ports: 'random',
  only: ['workers'],
  simulator: { SIZE: process.env['BENCH_SIZE'] ?? 'large', SEED: 'clio', RATE_LIMIT: '0' },
  log: false,
});
const secrets = await loadSecrets(openDataDirectory(dataDir).secrets);
const dynamo = documentClient(new DynamoDBClient({ ...stack.aws, endpoint: stack.urls.tables }));
const parts = {
  connections: createClioConnectionRecords(dynamo, 'ClioConnection'),
  jobs: createSyncJobRecords(dynamo, 'SyncJob'),
  sqs: new SQSClient({ ...stack.aws, endpoint: stack.urls.queues }),
  sns: new SNSClient({ ...stack.aws, endpoint: stack.urls.queues }),
  syncQueueUrl: queueUrl(stack.urls.queues, 'sync-pages'),
  eventsTopicArn: topicArn('events'),
};
const envelope = createEnvelope(Buffer.from(secrets.tokenKey, 'base64'));
const simulator = stack.urls.clioSimulator;
const application = {
  clientId: secrets.clioClientId,
  clientSecret: secrets.clioClientSecret,
  redirectUri: `${stack.urls.web}/clio/callback`,
};
const { firms: accounts } = (await (await fetch(`${simulator}/_control/firms`)).json()) as { firms: Account[] };
const [large, ...others] = accounts.filter(({ region }) => region === accounts[0]?.region);
if (!large || others.length === 0) throw new Error('the simulator has no small firms beside the large one');

/** A firm of ours that is connected to the account. */
async function connectedFirm({ accountId, logins }: Account): Promise<FirmId> {
  const firmId = newId('firm');
  const page = new URL(authorizationUrl(`${simulator}/us`, application, 'state'));
  const form = new URLSearchParams([...page.searchParams, ['login', logins[0]?.email ?? ''], ['decision', 'approve']]);
  const decided = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: form, redirect: 'manual' });
  const code = new URL(decided.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { refreshToken, ...tokens } = await exchangeCode(`${simulator}/us`, application, code);
  if (!refreshToken) throw new Error('the simulator gave no refresh token');
  const sealed = sealTokens(envelope, { firmId, region: 'US' }, { ...tokens, refreshToken });
  const account = { accountId: String(accountId), accountName: undefined, userName: undefined };
  const connectedAt = new Date().toISOString();
  await parts.connections.connect(undefined, { firmId, region: 'US', ...account, connectedAt, ...sealed }, []);
  return firmId;
}

async function begin(firmId: FirmId): Promise<SyncJobId> {
  const job = await beginSync({ firmId, jobId: newId('syncJob'), requestedByUserId: undefined, entities }, parts);
  if (!job) throw new Error('a sync of the firm runs already');
  return job.jobId;
}

/** Begins the syncs of 49 small firms. @returns when each was done, in milliseconds after all were begun. */
async function syncSmallFirms(): Promise<number[]> {
  const firms: FirmId[] = [];
  for (let number = 0; number < smallFirms; number++) {
    firms.push(await connectedFirm(others[number % others.length] as Account));
  }
  const open = new Set<SyncJobId>();
  for (const firmId of firms) open.add(await begin(firmId));
  const startedAt = Date.now();
  const doneMs: number[] = [];
  for (; open.size > 0; await delay(lookMs)) {
    for (const job of (await parts.jobs.findMany([...open])).values()) {
      if (!isOver(job)) continue;
      if (job.status !== 'COMPLETED') throw new Error(`a small firm's sync ended ${job.status}`);
      open.delete(job.jobId);
      doneMs.push(Date.now() - startedAt);
    }
  }
  return doneMs;
}

const recordsOf = ({ counts }: Account) =>
  entities.reduce((sum, entity) => sum + (counts[entity.toLowerCase()] ?? 0), 0);
const at = (values: number[], share: number) =>
  (values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0) / 1_000;

try {
  // The functions are loaded by their first events.
  await syncSmallFirms();
  const alone = await syncSmallFirms();
  const largeJob = await begin(await connectedFirm(large));
  const beside = await syncSmallFirms();
  const job = await parts.jobs.find(largeJob);
  const fetched = job?.entities.reduce((sum, entity) => sum + entity.fetched + (entity.recent?.fetched ?? 0), 0) ?? 0;
  const small = Math.round(others.reduce((sum, account) => sum + recordsOf(account), 0) / others.length);
  console.log(
    `${smallFirms} firms of about ${small} records; one of ${recordsOf(large)}, of which ${fetched} were fetched meanwhile (${job?.status})`,
  );
  console.table(
    Object.fromEntries(
      Object.entries({ 'small firms alone': alone, 'with the large firm': beside }).map(([name, doneMs]) => [
        name,
        {
          'half done after s': at(doneMs, 0.5),
          '95 % done after s': at(doneMs, 0.95),
          'all done after s': at(doneMs, 1),
          'times as long (all)': at(doneMs, 1) / at(alone, 1),
        },
      ]),
    ),
  );
} finally {
  await stack.stop();
}
process.exit(0);
