import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { newEvent } from '@smarterfirms/platform/events';
import { createTestDatabase } from '@smarterfirms/platform/test-database';
import type { Context, SQSEvent } from 'aws-lambda';
import pg from 'pg';
import { buildNotifyParts } from './build-parts.ts';
import { handleRecords, type QueueRecord } from './handle-records.ts';
import { addressOf, startTestMailServer } from './test-mail-server.ts';
import { newFirm, newPerson } from './test-people.ts';
import { startTestQueue } from './test-queue.ts';

const webOrigin = 'https://app.example.test';
const mailFrom = 'Smarter Firms <notifications@example.test>';

/** The function with a database, a mail server, a topic and its queue; and the superuser, who sees every firm's rows. */
async function start() {
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

test("a finished first copy reaches the firm's own people by email and in their list, and nobody else", async () => {
  await using notify = await start();
  const ada = newPerson('Ada Hartwell', { timeZone: 'America/New_York', locale: 'en-US' });
  const lin = newPerson('Lin Zhao', { timeZone: 'Europe/London', locale: 'de-DE' });
  const sam = newPerson('Sam Ortiz');
  const ben = newPerson('Ben Okafor');
  const hartwell = newFirm('Hartwell & Lowe', ada);
  const okafor = newFirm('Okafor Reyes', ben);
  const completed = hartwell.syncCompleted();
  const records = await notify.queue.publish(
    ...[ada, lin, sam, ben].map((person) => person.registered),
    hartwell.created,
    okafor.created,
    hartwell.granted(lin, 'admin'),
    hartwell.granted(sam, 'staff'),
    completed,
  );
  expect(await notify.handle(records)).toEqual([]);

  expect(notify.mail.mails.map(addressOf).sort()).toEqual([ada.email, lin.email].sort());
  const toAda = notify.mail.mails.find((mail) => addressOf(mail) === ada.email);
  expect(toAda?.subject).toBe('The Clio data of Hartwell & Lowe is ready');
  expect(toAda?.from?.text).toContain('notifications@example.test');
  const link = `${webOrigin}/firms/${hartwell.firmId}/matters`;
  expect(toAda?.text).toContain('Hello Ada Hartwell,');
  expect(toAda?.text).toContain(link);
  expect(toAda?.text).toMatch(/Matters +1,432 +1,400 +20 +12/);
  expect(toAda?.text).toContain('1,444 records were copied from Clio in 2 minutes');
  expect(toAda?.text).toMatch(/Monday, March 2, 2026 at 6:03\sPM EST/);
  expect(toAda?.html).toContain(`href="${link}"`);
  expect(toAda?.html).toContain('Hartwell &amp; Lowe');
  expect(toAda?.html).toContain('>1,432<');
  const toLin = notify.mail.mails.find((mail) => addressOf(mail) === lin.email);
  expect(toLin?.text).toMatch(/11:03\sPM GMT/);
  for (const mail of notify.mail.mails) expect(`${mail.text}${mail.html}`).not.toContain(okafor.firmId);

  const listed = await notify.rows(
    'select user_id, firm_id, kind, title, href, read_at from notification order by user_id',
  );
  const entry = {
    firm_id: hartwell.firmId,
    kind: 'SYNC_COMPLETED',
    title: 'The Clio data of Hartwell & Lowe is ready',
    href: `/firms/${hartwell.firmId}/matters`,
    read_at: null,
  };
  expect(listed).toEqual([ada.userId, lin.userId].sort().map((user_id) => ({ user_id, ...entry })));
  expect((await notify.deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual([
    ['SENT', 1],
    ['SENT', 1],
  ]);
});

test('whoever asked for the sync is told too, once even when they own the firm', async () => {
  await using notify = await start();
  const [owner, paralegal] = [newPerson('Olga Brandt'), newPerson('Pat Silva')];
  const firm = newFirm('Brandt Law', owner);
  const records = await notify.queue.publish(
    owner.registered,
    paralegal.registered,
    firm.created,
    firm.granted(paralegal, 'staff'),
    firm.syncCompleted({ requestedByUserId: paralegal.userId }),
    firm.syncCompleted({ requestedByUserId: owner.userId }),
  );
  expect(await notify.handle(records)).toEqual([]);
  expect(notify.mail.mails.map(addressOf).sort()).toEqual([owner.email, owner.email, paralegal.email].sort());
});

test('an event that is delivered many times, also at once, sends one email', async () => {
  await using notify = await start();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  await notify.handle(await notify.queue.publish(owner.registered, firm.created));
  const records = await notify.queue.publish(firm.syncCompleted());

  const answers = await Promise.all(Array.from({ length: 5 }, () => notify.handle(records)));
  expect(answers.flat()).toEqual([]);
  expect(await notify.handle([...records, ...records])).toEqual([]);

  expect(notify.mail.mails).toHaveLength(1);
  expect(await notify.rows('select 1 from notification')).toHaveLength(1);
  expect((await notify.deliveries()).map(({ attempts }) => attempts)).toEqual([1]);
});

test('a sync that ends before the firm and its owner are known comes again, and is told then', async () => {
  await using notify = await start();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  const [completed, created, registered] = await notify.queue.publish(
    firm.syncCompleted(),
    firm.created,
    owner.registered,
  );
  if (!completed || !created || !registered) throw new Error('the queue lost a record');

  expect(await notify.handle([completed])).toEqual([completed.messageId]);
  expect(await notify.handle([created, completed])).toEqual([completed.messageId]);
  expect(await notify.rows('select 1 from notification')).toHaveLength(0);
  expect(await notify.rows('select 1 from handled_event')).toHaveLength(0);
  expect(await notify.handle([registered, completed])).toEqual([]);
  expect(notify.mail.mails.map(addressOf)).toEqual([owner.email]);
});

test('an older event that arrives late does not undo a newer one', async () => {
  await using notify = await start();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  const profile = { userId: owner.userId, email: owner.email, timeZone: 'UTC', locale: 'en-US' };
  const inAnHour = new Date(Date.now() + 3_600_000);
  const renamed = newEvent('user.updated', { ...profile, name: 'Olga Brandt-Meyer' }, inAnHour);
  const firmRenamed = newEvent(
    'firm.updated',
    { firmId: firm.firmId, name: 'Brandt & Meyer', timeZone: 'UTC', currency: 'USD' },
    inAnHour,
  );
  const records = await notify.queue.publish(
    renamed,
    owner.registered,
    firmRenamed,
    firm.created,
    firm.syncCompleted(),
  );
  expect(await notify.handle(records)).toEqual([]);
  expect(notify.mail.mails[0]?.subject).toBe('The Clio data of Brandt & Meyer is ready');
  expect(notify.mail.mails[0]?.text).toContain('Hello Olga Brandt-Meyer,');
});

test('an email that the mail server refuses is marked failed and sent when the event comes again; the others are not repeated', async () => {
  await using notify = await start();
  const [owner, admin] = [newPerson('Olga Brandt'), newPerson('Amir Haddad')];
  const firm = newFirm('Brandt Law', owner);
  await notify.handle(
    await notify.queue.publish(owner.registered, admin.registered, firm.created, firm.granted(admin, 'admin')),
  );
  const records = await notify.queue.publish(firm.syncCompleted());
  const [record] = records;
  notify.mail.refused.add(owner.email);

  expect(await notify.handle(records)).toEqual([record?.messageId]);
  expect(await notify.handle(records)).toEqual([record?.messageId]);
  expect(await notify.deliveries()).toEqual([
    { address: admin.email, status: 'SENT', attempts: 1 },
    { address: owner.email, status: 'FAILED', attempts: 2 },
  ]);

  notify.mail.refused.clear();
  expect(await notify.handle(records)).toEqual([]);
  expect(await notify.deliveries()).toEqual([
    { address: admin.email, status: 'SENT', attempts: 1 },
    { address: owner.email, status: 'SENT', attempts: 3 },
  ]);
  expect(notify.mail.mails.map(addressOf)).toEqual([admin.email, owner.email]);
});

test('a worker that dies between sending and marking sends the same email again, recognisable by its Message-ID', async () => {
  await using notify = await start();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  await notify.handle(await notify.queue.publish(owner.registered, firm.created));
  const records = await notify.queue.publish(firm.syncCompleted());
  notify.mail.onMail = async () => {
    await notify.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where usename = 'notifications_worker' and datname = current_database()`,
    );
  };
  expect(await notify.handle(records)).toHaveLength(1);
  expect((await notify.deliveries()).map(({ status }) => status)).toEqual(['PENDING']);

  notify.mail.onMail = async () => {};
  expect(await notify.handle(records)).toEqual([]);
  expect((await notify.deliveries()).map(({ status }) => status)).toEqual(['SENT']);
  const messageIds = notify.mail.mails.map((mail) => mail.messageId);
  expect(messageIds).toHaveLength(2);
  expect(messageIds[0]).toBe(messageIds[1]);
});

test('failures and a connection that needs somebody lead to the Clio page; refreshes make no noise', async () => {
  await using notify = await start();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('<Brandt> & "Partners"', owner);
  const records = await notify.queue.publish(
    owner.registered,
    firm.created,
    firm.syncCompleted({ kind: 'INCREMENTAL' }),
    firm.syncFailed('Clio did not answer for an hour'),
    firm.needsAttention('The authorisation was withdrawn.'),
  );
  expect(await notify.handle(records)).toEqual([]);

  const [failed, attention, ...rest] = notify.mail.mails;
  expect(rest).toEqual([]);
  const link = `${webOrigin}/firms/${firm.firmId}/clio`;
  expect(failed?.subject).toBe('A sync of <Brandt> & "Partners" with Clio failed');
  expect(failed?.text).toContain('Clio did not answer for an hour. ');
  expect(failed?.text).toContain(link);
  expect(failed?.html).not.toContain('<Brandt>');
  expect(attention?.text).toContain('The authorisation was withdrawn. ');
  expect(attention?.html).toContain(`href="${link}"`);
  expect(await notify.rows('select kind from notification order by id')).toEqual([
    { kind: 'SYNC_FAILED' },
    { kind: 'CONNECTION_NEEDS_ATTENTION' },
  ]);
});

test('a copy that is not up to date is told of in the list and by email, with what and since when', async () => {
  await using notify = await start();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  const stale = firm.syncStale('MATTERS', 'BILLS', 'TASKS', 'CONTACTS', 'USERS', 'ACTIVITIES');
  const records = await notify.queue.publish(owner.registered, firm.created, stale, stale);
  expect(await notify.handle(records)).toEqual([]);
  expect(notify.mail.mails).toHaveLength(1);
  const [mail] = notify.mail.mails;
  expect(mail?.subject).toBe('The Clio data of Brandt Law is not up to date');
  expect(mail?.text).toContain('Matters, Bills, Tasks and 2 more: what changed in Clio after Monday, March 2, 2026');
  expect(mail?.text).toContain('Time and expenses: not yet here completely.');
  expect(mail?.text).toContain(`${webOrigin}/firms/${firm.firmId}/clio`);
  expect(await notify.rows('select kind from notification')).toEqual([{ kind: 'SYNC_STALE' }]);
});

test('the function answers which records failed: one that cannot be read does not hold up the others', async () => {
  await using notify = await start();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  const good = await notify.queue.publish(owner.registered, firm.created, firm.syncCompleted());
  const bodies = [
    'not json',
    '{"Message":"{}"}',
    JSON.stringify({ Message: JSON.stringify({ type: 'sync.completed' }) }),
  ];
  const malformed = bodies.map((body, at) => ({ messageId: `malformed-${at}`, body }));
  Object.assign(process.env, notify.settings);
  const { handler } = await import('./handler.ts');

  const answer = await handler(
    { Records: [...malformed, ...good] } as SQSEvent,
    { getRemainingTimeInMillis: () => 25_000 } as Context,
  );
  expect(answer).toEqual({ batchItemFailures: malformed.map(({ messageId }) => ({ itemIdentifier: messageId })) });
  expect(notify.mail.mails).toHaveLength(1);

  const late = await notify.queue.publish(firm.syncCompleted());
  const noTime = await handler({ Records: late } as SQSEvent, { getRemainingTimeInMillis: () => 1_000 } as Context);
  expect(noTime.batchItemFailures).toEqual([{ itemIdentifier: late[0]?.messageId }]);
});

test('the worker sees and writes the rows of the firm that an event is about, and no other', async () => {
  await using notify = await start();
  const [ada, ben] = [newPerson('Ada Hartwell'), newPerson('Ben Okafor')];
  const [hartwell, okafor] = [newFirm('Hartwell & Lowe', ada), newFirm('Okafor Reyes', ben)];
  const records = await notify.queue.publish(
    ada.registered,
    ben.registered,
    hartwell.created,
    okafor.created,
    hartwell.syncCompleted(),
    okafor.syncCompleted(),
  );
  expect(await notify.handle(records)).toEqual([]);

  const connection = await notify.parts.pool.connect();
  try {
    const visible = async () => {
      const counts: Record<string, number | null> = {};
      for (const table of ['firm', 'firm_member', 'recipient', 'notification', 'delivery']) {
        counts[table] = (await connection.query(`select 1 from ${table}`)).rowCount;
      }
      return counts;
    };
    expect(await visible()).toEqual({ firm: 0, firm_member: 0, recipient: 0, notification: 0, delivery: 0 });
    await connection.query("select set_config('app.firm_id', $1, false)", [hartwell.firmId]);
    expect(await visible()).toEqual({ firm: 1, firm_member: 1, recipient: 1, notification: 1, delivery: 1 });
    await expect(
      connection.query('update firm set firm_id = $1 where firm_id = $2', [okafor.firmId, hartwell.firmId]),
    ).rejects.toThrow(/row-level security|duplicate key/);
    await expect(
      connection.query("insert into firm_member values ($1, $2, 'owner', now())", [okafor.firmId, ada.userId]),
    ).rejects.toThrow(/row-level security/);
    await expect(connection.query('delete from notification')).rejects.toThrow(/permission denied/);
  } finally {
    connection.release(true);
  }
});
