import { expect, test } from '@jest/globals';
import { addressOf } from './test-mail-server.ts';
import { startTestNotify } from './test-notify.ts';
import { newFirm, newPerson } from './test-people.ts';

test('an event that is delivered many times, also at once, sends one email', async () => {
  await using notify = await startTestNotify();
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

test('an email that the mail server refuses is marked failed and sent when the event comes again; the others are not repeated', async () => {
  await using notify = await startTestNotify();
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
  await using notify = await startTestNotify();
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
