import { expect, test } from '@jest/globals';
import { newEvent } from '@smarterfirms/platform/events';
import type { Context, SQSEvent } from 'aws-lambda';
import { addressOf } from './test-mail-server.ts';
import { startTestNotify } from './test-notify.ts';
import { newFirm, newPerson } from './test-people.ts';

test('a sync that ends before the firm and its owner are known comes again, and is told then', async () => {
  await using notify = await startTestNotify();
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

test('ids of events that were told a month ago are forgotten with the next event, later ones are kept', async () => {
  await using notify = await startTestNotify();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  await notify.rows(
    "insert into handled_event select 'old ' || days, now() - days * interval '1 day' from unnest(array[29, 31, 400]) days",
  );
  const completed = firm.syncCompleted();
  expect(await notify.handle(await notify.queue.publish(owner.registered, firm.created, completed))).toEqual([]);
  const kept = await notify.rows<{ event_id: string }>('select event_id from handled_event');
  expect(kept.map(({ event_id }) => event_id).sort()).toEqual([completed.id, 'old 29'].sort());
});

test('an older event that arrives late does not undo a newer one', async () => {
  await using notify = await startTestNotify();
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

test('the function answers which records failed: one that cannot be read does not hold up the others', async () => {
  await using notify = await startTestNotify();
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
  await using notify = await startTestNotify();
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
