import { join } from 'node:path';
import { createChangeRecords } from '@smarterfirms/clio/change-records';
import { createEnvelope } from '@smarterfirms/clio/envelope';
import { createFarewellRecords } from '@smarterfirms/clio/farewell-records';
import { createGapRecords } from '@smarterfirms/clio/gap-records';
import type { SimulatedDelivery } from '@smarterfirms/clio/test-simulator';
import { serveWebhooks } from '@smarterfirms/clio/test-webhook-server';
import { createUpkeepRecords } from '@smarterfirms/clio/upkeep-records';
import { createWebhookRecords } from '@smarterfirms/clio/webhook-records';
import { createPool, inFirm } from '@smarterfirms/platform/postgres';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import { packageOf, startTestFirm, type TestFirm } from '../sync/test-firm.ts';
import { until } from '../sync/test-until.ts';
import { handleMessage } from './handle-message.ts';
import { keepWebhooks } from './keep-webhooks.ts';
import type { TargetParts } from './parts.ts';

export interface LiveFirm {
  firm: TestFirm;
  parts: TargetParts;
  /** The environment of the targets function, for a worker in a process of its own. */
  env: Record<string, string>;
  /** Looks after the webhooks, as the message after connecting and the scheduler do. */
  keepWebhooks(now?: Date): Promise<void>;
  /** Somebody edits a record in Clio. */
  edit(resource: string, id: string, patch: Record<string, unknown>): Promise<void>;
  /** Ids of some records of a kind. */
  some(resource: string, count: number): Promise<string[]>;
  /** The simulator's attempts since the start that are none of a handshake; waits until there are as many. */
  untilDelivered(count: number): Promise<SimulatedDelivery[]>;
  /** Waits until so many changes that webhooks told of are noted and not fetched. */
  untilPending(count: number): Promise<void>;
  /** Time passes until the lease of a worker that died is over. */
  endLease(): Promise<void>;
  /** Handles the messages of the targets queue until there is none. */
  drain(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A connected firm with a copy, the route that receives Clio's webhooks, and a simulator that calls it. */
export async function startLiveFirm(settings: Record<string, string> = {}): Promise<LiveFirm> {
  const firm = await startTestFirm({ CLIO_SIM_WEBHOOK_LOOPBACK: 'on', ...settings });
  const database = await createTestDatabase({
    service: 'clio',
    migrations: join(packageOf('@smarterfirms/clio/change-records'), 'migrations'),
  });
  const pool = createPool(database.serviceUrl);
  const receiving = {
    webhooks: createWebhookRecords(pool),
    changes: createChangeRecords(pool),
    envelope: createEnvelope(firm.tokenKey),
    sqs: firm.aws.sqs,
    targetsQueueUrl: firm.aws.urlOf('targets'),
    log: firm.parts.log,
  };
  const server = await serveWebhooks(receiving);
  const parts: TargetParts = {
    ...firm.parts,
    ...receiving,
    upkeep: createUpkeepRecords(pool),
    gaps: createGapRecords(pool),
    farewells: createFarewellRecords(pool),
    hosts: firm.clio.hosts,
    webhookOrigin: server.origin,
  };
  const { clio, account, aws } = firm;
  return {
    firm,
    parts,
    env: {
      ...firm.env,
      DATABASE_URL: database.serviceUrl,
      TARGETS_QUEUE_URL: receiving.targetsQueueUrl,
      WEBHOOK_ORIGIN: server.origin,
    },
    keepWebhooks: (now = new Date()) => keepWebhooks(firm.firmId, now, parts),
    edit: (resource, id, patch) => clio.control(`records/${account.accountId}/${resource}/${id}`, { patch }),
    async some(resource, count) {
      return [...(await clio.records(account.accountId, resource, 'id')).keys()].slice(0, count);
    },
    async untilDelivered(count) {
      let deliveries: SimulatedDelivery[] = [];
      await until(`the simulator has tried ${count} deliveries`, async () => {
        deliveries = (await clio.deliveries()).filter(({ event }) => event !== 'handshake');
        return deliveries.length >= count;
      });
      return deliveries;
    },
    async untilPending(count) {
      await until(
        `${count} changes are noted`,
        async () => (await parts.changes.oldest(firm.firmId, count)).length >= count,
      );
    },
    async endLease() {
      await inFirm(pool, firm.firmId, (connection) =>
        connection.query(
          `update change_drain set taken_until = now() - interval '1 second' where taken_by is not null`,
        ),
      );
    },
    async drain() {
      for (let bodies = aws.drain('targets'); bodies.length > 0; bodies = aws.drain('targets')) {
        for (const body of bodies) await handleMessage(body, new Date(Date.now() + 5_000), parts);
      }
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await pool.end();
      await database[Symbol.asyncDispose]();
      await firm[Symbol.asyncDispose]();
    },
  };
}
