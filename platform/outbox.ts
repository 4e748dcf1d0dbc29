import type { SNSClient } from '@aws-sdk/client-sns';
import { type DomainEvent, parseEvent, publishEvent } from './events.ts';
import type { Log } from './log.ts';
import { inTransaction, type Pool } from './postgres.ts';

/**
 * The outbox of a service on PostgreSQL: events are rows, written in the transaction of the change that they tell of, and
 * published afterwards. Table (each service's migration creates it):
 *
 *   create table outbox (id text primary key, event jsonb not null, created_at timestamptz not null default now());
 *
 * A crash between publishing and deleting publishes again: consumers handle an event once, by its id.
 */
export const insertOutboxSql = 'insert into outbox (id, event) values ($1, $2)';

const batchSize = 50;
const idleMs = 500;

export interface OutboxPublisher {
  /** Publishes what is waiting now instead of at the next tick. */
  wake(): void;
  stop(): Promise<void>;
}

/** Publishes the outbox in the background, oldest first, until stopped. Several processes may run it at once. */
export function startOutboxPublisher(parts: {
  pool: Pool;
  sns: SNSClient;
  topicArn: string;
  log: Log;
}): OutboxPublisher {
  const { log } = parts;
  let stopped = false;
  let wakeUp: () => void = () => {};

  const loop = (async () => {
    while (!stopped) {
      let published = 0;
      try {
        published = await publishBatch(parts);
      } catch (error) {
        log.warn({ err: error }, 'events wait in the outbox: publishing failed');
      }
      if (published < batchSize && !stopped) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, idleMs);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  })();

  return {
    wake: () => wakeUp(),
    async stop() {
      stopped = true;
      wakeUp();
      await loop;
    },
  };
}

async function publishBatch({
  pool,
  sns,
  topicArn,
}: {
  pool: Pool;
  sns: SNSClient;
  topicArn: string;
}): Promise<number> {
  return inTransaction(pool, async (connection) => {
    const { rows } = await connection.query<{ id: string; event: unknown }>(
      'select id, event from outbox order by id limit $1 for update skip locked',
      [batchSize],
    );
    const events: DomainEvent[] = rows.map((row) => parseEvent(row.event));
    for (const event of events) await publishEvent(sns, topicArn, event);
    if (rows.length > 0) await connection.query('delete from outbox where id = any($1)', [rows.map((row) => row.id)]);
    return rows.length;
  });
}
