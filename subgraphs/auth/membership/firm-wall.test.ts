import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '@smarterfirms/platform/access';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import type { Principal } from '@smarterfirms/platform/principal';
import { accounts, principalOf, startTestAuth, type TestAuth, type TestPerson } from '../test-service.ts';

/** Two firms: Ada owns the first, where Sam is staff; Ben owns the second, where Ada is staff too. */
let auth: TestAuth;
let ada: TestPerson;
let sam: TestPerson;
let ben: TestPerson;
let first: FirmId;
let second: FirmId;
beforeAll(async () => {
  auth = await startTestAuth();
  [ada, sam, ben] = [
    await auth.signUp({ name: 'Ada' }),
    await auth.signUp({ name: 'Sam' }),
    await auth.signUp({ name: 'Ben' }),
  ];
  first = await auth.newFirm(ada.userId);
  await auth.newFirm(sam.userId, 'STAFF', first);
  second = await auth.newFirm(ben.userId);
  await auth.newFirm(ada.userId, 'STAFF', second);
});
afterAll(() => auth[Symbol.asyncDispose]());

async function entities(representations: Record<string, unknown>[], selection: string, as: Principal | undefined) {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`;
  return auth.ask(query, { variables: { r: representations }, as });
}
const actsAs = (person: TestPerson, firmId?: FirmId, role?: Role) =>
  principalOf(person, { ...(firmId ? { firmId } : {}), ...(role ? { role } : {}) });
const asSam = () => actsAs(sam, first, 'staff');
const asBen = () => actsAs(ben, second, 'owner');
const membershipOf = async (firmId: FirmId, person: TestPerson) =>
  String(
    (await auth.sql('select id from membership where user_id = $1', { 'app.firm_id': firmId }, [person.userId]))[0]?.[
      'id'
    ],
  );

test('a person of another firm looks like one who never was; a colleague does not', async () => {
  const user = (id: string) => ({ __typename: 'User', id });
  const { data, errors } = await entities(
    [user(ben.userId), user(newId('user')), user('nonsense'), user(sam.userId), user(ada.userId)],
    '... on User { id name }',
    asBen(),
  );
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([
    { __typename: 'User', id: ben.userId, name: 'Ben' },
    null,
    null,
    null,
    { __typename: 'User', id: ada.userId, name: 'Ada' },
  ]);
});

test("contact data of a colleague is for those who may see members; one's own always", async () => {
  const user = { __typename: 'User', id: ada.userId };
  const seen = await entities([user], '... on User { email phone }', asBen());
  expect(seen.data._entities).toEqual([{ __typename: 'User', email: ada.email, phone: null }]);

  for (const field of ['email', 'phone', 'memberships { id }']) {
    const { data, errors } = await entities([user], `... on User { id ${field} }`, asSam());
    expect(JSON.stringify(data)).not.toContain(ada.email);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  const own = await entities([{ __typename: 'User', id: sam.userId }], '... on User { email }', asSam());
  expect(own.data._entities).toEqual([{ __typename: 'User', email: sam.email }]);
});

test('a session is shown to its person only', async () => {
  const sessions = [ada, sam, ben].map(({ sessionId: id }) => ({ __typename: 'Session', id }));
  const { data } = await entities(sessions, '... on Session { id current }', asBen());
  expect(data._entities).toEqual([null, null, { __typename: 'Session', id: ben.sessionId, current: true }]);
  const listed = await entities([{ __typename: 'User', id: ada.userId }], '... on User { sessions { id } }', asBen());
  expect(listed.data._entities).toEqual([{ __typename: 'User', sessions: [] }]);
});

test('a membership is shown to its person, and to those of its firm who may see members', async () => {
  const ids = [await membershipOf(first, ada), await membershipOf(first, sam), await membershipOf(second, ada)];
  const seenBy = async (as: Principal | undefined) => {
    const { data } = await entities(
      ids.map((id) => ({ __typename: 'Membership', id })),
      '... on Membership { id }',
      as,
    );
    return data._entities.map((entity: { id: string } | null) => entity?.id ?? null);
  };
  expect(await seenBy(actsAs(ada, first, 'owner'))).toEqual(ids);
  expect(await seenBy(asSam())).toEqual([null, ids[1], null]);
  expect(await seenBy(asBen())).toEqual([null, null, ids[2]]);
  expect(await seenBy(undefined)).toEqual([null, null, null]);
  expect(await seenBy(accounts)).toEqual([null, null, null]);
});

test('Firm.members pages through the firm of the token, and through no other', async () => {
  const members = (firmId: string, page = '') =>
    [
      { __typename: 'Firm', id: firmId },
      `... on Firm { members${page} { totalCount pageInfo { hasNextPage endCursor } nodes { user { name email } role } } }`,
    ] as const;
  const asAda = actsAs(ada, first, 'owner');

  const [firm, all] = members(first);
  const whole = await entities([firm], all, asAda);
  expect(whole.data._entities[0].members).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: false },
    nodes: [
      { role: 'OWNER', user: { name: 'Ada', email: ada.email } },
      { role: 'STAFF', user: { name: 'Sam', email: sam.email } },
    ],
  });

  const pageOne = (await entities([firm], members(first, '(first: 1)')[1], asAda)).data._entities[0].members;
  expect(pageOne).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ role: 'OWNER' }] });
  const next = members(first, `(first: 1, after: "${pageOne.pageInfo.endCursor}")`)[1];
  const pageTwo = (await entities([firm], next, asAda)).data._entities[0].members;
  expect(pageTwo).toMatchObject({ pageInfo: { hasNextPage: false }, nodes: [{ role: 'STAFF' }] });

  for (const foreign of [second, newId('firm'), 'nonsense']) {
    expect((await entities([members(foreign)[0]], all, asAda)).data).toEqual({ _entities: [null] });
  }
  expect((await entities([firm], all, asSam())).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await entities([firm], all, undefined)).data).toEqual({ _entities: [null] });
});

test('a page of a thousand, of none, or after a cursor that is not ours is refused with the limit named', async () => {
  const asAda = actsAs(ada, first, 'owner');
  const ask = (page: string) =>
    entities([{ __typename: 'Firm', id: first }], `... on Firm { members(${page}) { totalCount } }`, asAda);
  for (const page of ['first: 1000', 'first: 0']) {
    const { errors } = await ask(page);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('between 1 and 100'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  expect((await ask('after: "nonsense"')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test("the members of one's other firm are not reached through one's membership there", async () => {
  const query = '{ me { memberships { firm { id members { totalCount } } } } }';
  const { data, errors } = await auth.ask(query, { as: actsAs(ada, first, 'owner') });
  expect(data).toEqual({ me: null });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const own = await auth.ask('{ me { memberships { role scopes firm { id } user { id } } } }', { as: actsAs(ada) });
  expect(own.data.me.memberships).toMatchObject([
    { role: 'OWNER', firm: { id: first }, user: { id: ada.userId } },
    { role: 'STAFF', firm: { id: second }, user: { id: ada.userId } },
  ]);
});

test('no operation is answered without a service token for this subgraph', async () => {
  for (const query of ['{ me { id } }', '{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
    for (const authorization of [undefined, 'Bearer nonsense', `Bearer ${'a.b.c'}`]) {
      const response = await fetch(auth.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        body: JSON.stringify({ query }),
      });
      expect(response.status).toBe(401);
    }
  }
});
