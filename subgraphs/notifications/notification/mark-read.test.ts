import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { listOf, startTestNotifications, type TestFirm, type TestNotifications } from '../test-service.ts';

// A real server starts and stops here.
jest.setTimeout(60_000);

let notifications: TestNotifications;
beforeAll(async () => {
  notifications = await startTestNotifications();
});
afterAll(() => notifications[Symbol.asyncDispose]());

const markRead = `mutation ($id: ID!) {
  markNotificationRead(input: { notificationId: $id }) { ok { notification { id readAt } } error { code field message } }
}`;
const markAllRead = `mutation ($before: DateTime!) {
  markAllNotificationsRead(input: { before: $before }) { ok { markedCount } error { code field } }
}`;

const own = async ({ ownerUserId, owner }: TestFirm) =>
  (await listOf(notifications, { userId: ownerUserId, as: owner })).user;

test('marking one as read counts it once, and the first time stays', async () => {
  const firm = await notifications.newFirm();
  await notifications.tell(firm, 2);
  const [{ id }] = (await own(firm)).notifications.nodes;
  const first = await notifications.ask(firm.owner, markRead, { id });
  expect(first.data.markNotificationRead.ok.notification).toEqual({ id, readAt: expect.any(String) });
  const again = await notifications.ask(firm.owner, markRead, { id });
  expect(again.data).toEqual(first.data);
  expect((await own(firm)).unreadNotificationCount).toBe(1);
});

test("another person's notification is not found, exactly like one that does not exist, and stays unread", async () => {
  const [ada, ben] = [await notifications.newFirm(), await notifications.newFirm()];
  await notifications.tell(ben, 1);
  const [{ id }] = (await own(ben)).notifications.nodes;
  const foreign = await notifications.ask(ada.owner, markRead, { id });
  expect(foreign.data.markNotificationRead).toMatchObject({
    ok: null,
    error: { code: 'NOTIFICATION_NOT_FOUND', field: 'notificationId' },
  });
  for (const unknown of [newId('notification'), 'no id at all', 'ntf_\u0000']) {
    expect((await notifications.ask(ada.owner, markRead, { id: unknown })).data).toEqual(foreign.data);
  }
  expect((await own(ben)).unreadNotificationCount).toBe(1);
});

test('marking all up to an instant leaves what arrived later, and what belongs to others, unread', async () => {
  const [ada, ben] = [await notifications.newFirm(), await notifications.newFirm()];
  await notifications.tell(ada, 4);
  await notifications.tell(ben, 2);
  const { nodes } = (await own(ada)).notifications;
  const before = nodes[1].createdAt;
  const marked = await notifications.ask(ada.owner, markAllRead, { before });
  expect(marked.data.markAllNotificationsRead).toEqual({ ok: { markedCount: 3 }, error: null });
  const after = await own(ada);
  expect(after.unreadNotificationCount).toBe(1);
  expect(after.notifications.nodes.map(({ readAt }: { readAt: string | null }) => readAt === null)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect((await own(ben)).unreadNotificationCount).toBe(2);
  const again = await notifications.ask(ada.owner, markAllRead, { before });
  expect(again.data.markAllNotificationsRead.ok).toEqual({ markedCount: 0 });
});

test('an instant in the future, or one that is none, is refused; so is a person without the permission', async () => {
  const firm = await notifications.newFirm();
  const future = new Date(Date.now() + 3_600_000).toISOString();
  const refused = await notifications.ask(firm.owner, markAllRead, { before: future });
  expect(refused.data.markAllNotificationsRead).toEqual({
    ok: null,
    error: { code: 'BEFORE_IN_THE_FUTURE', field: 'before' },
  });
  const malformed = await notifications.ask(firm.owner, markAllRead, { before: 'yesterday' });
  expect(malformed.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const unpermitted = await notifications.ask({ ...firm.owner, scopes: ['profile:read'] }, markAllRead, {
    before: new Date().toISOString(),
  });
  expect(unpermitted.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
