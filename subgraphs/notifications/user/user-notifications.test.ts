import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { actingAs, listOf, startTestNotifications, type TestNotifications } from '../test-service.ts';

// A real server starts and stops here.
jest.setTimeout(60_000);

let notifications: TestNotifications;
beforeAll(async () => {
  notifications = await startTestNotifications();
});
afterAll(() => notifications[Symbol.asyncDispose]());

test('a person pages through what they were told, newest first, each once', async () => {
  const firm = await notifications.newFirm();
  await notifications.tell(firm, 7);
  const bodies: string[] = [];
  let after: string | undefined;
  for (const size of [3, 3, 1]) {
    const { user } = await listOf(notifications, {
      userId: firm.ownerUserId,
      as: firm.owner,
      first: 3,
      ...(after && { after }),
    });
    const { nodes, pageInfo, totalCount } = user.notifications;
    expect(nodes).toHaveLength(size);
    expect(totalCount).toBe(7);
    expect(pageInfo.hasNextPage).toBe(size === 3 && bodies.length < 4);
    expect(pageInfo.hasPreviousPage).toBe(after !== undefined);
    bodies.push(...nodes.map(({ body }: { body: string }) => /Reason \d/.exec(body)?.[0] ?? body));
    after = pageInfo.endCursor;
  }
  expect(bodies).toEqual([6, 5, 4, 3, 2, 1, 0].map((at) => `Reason ${at}`));
});

test('an entry says what it is about, where it leads, and how it was delivered', async () => {
  const firm = await notifications.newFirm();
  await notifications.tell(firm, 1);
  // A token for no firm: what a person was told is theirs wherever they are.
  const { user } = await listOf(notifications, { userId: firm.ownerUserId, as: actingAs(firm.ownerUserId) });
  expect(user.unreadNotificationCount).toBe(1);
  expect(user.notifications.nodes).toEqual([
    {
      id: expect.stringMatching(/^ntf_/),
      kind: 'CONNECTION_NEEDS_ATTENTION',
      title: 'The Clio connection of Hartwell & Lowe needs you',
      body: expect.stringContaining('Reason 0'),
      href: `/firms/${firm.firmId}/clio`,
      readAt: null,
      createdAt: expect.any(String),
      firm: { id: firm.firmId },
      deliveries: [
        { id: expect.stringMatching(/^dlv_/), channel: 'EMAIL', status: 'PENDING', address: firm.email, sentAt: null },
      ],
    },
  ]);
});

test('a page of more than 100, or of none, or a foreign cursor is refused with the limit named', async () => {
  const firm = await notifications.newFirm();
  for (const first of [1_000, 101, 0, -1]) {
    const { user, errors } = await listOf(notifications, { userId: firm.ownerUserId, as: firm.owner, first });
    expect(user).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('between 1 and 100');
  }
  for (const after of ['nonsense', Buffer.from('["frm_1"]').toString('base64url')]) {
    const { errors } = await listOf(notifications, { userId: firm.ownerUserId, as: firm.owner, after });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
});

test("a person cannot read another person's notifications, by query, reference or statement", async () => {
  const [ada, ben] = [await notifications.newFirm(), await notifications.newFirm(newId('user'), 'Okafor Reyes')];
  await notifications.tell(ada, 2);
  await notifications.tell(ben, 3);
  const own = await listOf(notifications, { userId: ben.ownerUserId, as: ben.owner });
  const [foreign] = own.user.notifications.nodes;

  const refused = await listOf(notifications, { userId: ben.ownerUserId, as: ada.owner });
  expect(refused.user).toBeNull();
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const anonymous = await listOf(notifications, { userId: ben.ownerUserId, as: undefined });
  expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');

  const byReference = await notifications.ask(
    ada.owner,
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }`,
    {
      representations: [
        { __typename: 'Notification', id: foreign.id },
        { __typename: 'Delivery', id: foreign.deliveries[0].id },
        { __typename: 'Notification', id: newId('notification') },
      ],
    },
  );
  expect(byReference).toEqual({ data: { _entities: [null, null, null] } });

  const settings = { 'app.user_id': ada.ownerUserId, 'app.firm_id': ada.firmId };
  for (const table of ['notification', 'delivery']) {
    expect(await notifications.sql(`select 1 from ${table}`)).toEqual([]);
    expect(await notifications.sql(`select 1 from ${table}`, settings)).toHaveLength(2);
  }
  expect(
    await notifications.sql(
      `update notification set read_at = now() where id = '${foreign.id}' returning id`,
      settings,
    ),
  ).toEqual([]);
  await expect(notifications.sql("update notification set title = ''", settings)).rejects.toThrow(/permission denied/);
  await expect(notifications.sql('select 1 from recipient', settings)).rejects.toThrow(/permission denied/);
});
