import { expect, test } from '@jest/globals';
import { addressOf } from './test-mail-server.ts';
import { startTestNotify, webOrigin } from './test-notify.ts';
import { newFirm, newPerson } from './test-people.ts';

test("a finished first copy reaches the firm's own people by email and in their list, and nobody else", async () => {
  await using notify = await startTestNotify();
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
  await using notify = await startTestNotify();
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

test('failures and a connection that needs somebody lead to the Clio page; refreshes make no noise', async () => {
  await using notify = await startTestNotify();
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

test('a failure that comes back with every sync is told once a day, another one at once', async () => {
  await using notify = await startTestNotify();
  const owner = newPerson('Olga Brandt');
  const firm = newFirm('Brandt Law', owner);
  const failed = (message: string, at: string) => ({ ...firm.syncFailed(message), occurredAt: at });
  const records = await notify.queue.publish(
    owner.registered,
    firm.created,
    failed('Not read to the end: bills.', '2026-03-02T10:00:00.000Z'),
    failed('Not read to the end: bills.', '2026-03-02T10:15:00.000Z'),
    failed('Not read to the end: tasks.', '2026-03-02T10:30:00.000Z'),
    failed('Not read to the end: bills.', '2026-03-03T10:00:00.000Z'),
  );
  expect(await notify.handle(records)).toEqual([]);
  const told = notify.mail.mails.map(({ text }) => /(bills|tasks)\./.exec(text ?? '')?.[1]);
  expect(told).toEqual(['bills', 'tasks', 'bills']);
  expect(await notify.rows('select kind from notification')).toHaveLength(3);
});

test('a copy that is not up to date is told of in the list and by email, with what and since when', async () => {
  await using notify = await startTestNotify();
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
