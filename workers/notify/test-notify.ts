import { resolve } from 'node:path';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import pg from 'pg';
import { buildNotifyParts } from './build-parts.ts';
import { handleRecords, type QueueRecord } from './handle-records.ts';
import { startTestMailServer } from './test-mail-server.ts';
import { startTestQueue } from './test-queue.ts';

export const webOrigin = 'https://app.example.test';
export const mailFrom = 'Smarter Firms <notifications@example.test>';

/** The function with a database, a mail server, a topic and its queue; and the superuser, who sees every firm's rows. */
export async function startTestNotify() {
  const stack = new AsyncDisposableStack();
  const database = stack.use(
    await createTestDatabase({
      service: 'notifications',
      migrations: resolve('subgraphs/notifications/migrations'),
      roles: ['notifications_worker'],
    }),
  );
  const mail = stack.use(await startTestMailServer());
  const queue = stack.use(await startTestQueue());
  const settings = {
    LOG_LEVEL: 'silent',
    NOTIFICATIONS_DATABASE_URL: database.urlOf('notifications_worker'),
    SMTP_URL: mail.url,
    MAIL_FROM: mailFrom,
    WEB_ORIGIN: webOrigin,
  };
  const parts = buildNotifyParts(settings);
  stack.defer(() => parts.pool.end());
  const adminUrl = new URL(process.env['TEST_POSTGRES_ADMIN_URL'] ?? '');
  adminUrl.pathname = new URL(database.ownerUrl).pathname;
  const admin = new pg.Pool({ connectionString: adminUrl.href, max: 1 });
  admin.on('error', () => {});
  stack.defer(() => admin.end());

  return {
    settings,
    mail,
    queue,
    parts,
    /** Hands records to the function. Returns the ids of those that come again. */
    handle: (records: readonly QueueRecord[]) => handleRecords(records, new Date(Date.now() + 60_000), parts),
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await admin.query<Row>(sql, values)).rows,
    deliveries: async () =>
      (
        await admin.query<{ address: string; status: string; attempts: number }>(
          'select address, status, attempts from delivery order by address',
        )
      ).rows,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
