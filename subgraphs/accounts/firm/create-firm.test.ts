import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { asId, newId } from '@smarterfirms/platform/ids';
import { actingAs, startTestAccounts, type TestAccounts } from '../test-service.ts';

// Real processes start and stop here.
jest.setTimeout(60_000);

let accounts: TestAccounts;
beforeAll(async () => {
  accounts = await startTestAccounts();
  await accounts.startAuth();
});
afterAll(() => accounts[Symbol.asyncDispose]());

const memberships = '{ me { memberships { role firm { id } } } }';

test('a new firm has a trial, an owner who can go on at once, and is told to the other services', async () => {
  const userId = await accounts.signUp();
  const before = Date.now();
  const { data } = await accounts.createFirm(userId, { name: '  Hartwell   & Lowe ' });
  const { firm } = data.createFirm.ok;
  expect(data.createFirm.error).toBeNull();
  expect(firm).toEqual({
    id: expect.stringMatching(/^frm_/),
    name: 'Hartwell & Lowe',
    timeZone: 'America/New_York',
    currency: 'USD',
  });

  const granted = await accounts.askAuth(actingAs(userId), memberships);
  expect(granted.data.me.memberships).toEqual([{ role: 'OWNER', firm: { id: firm.id } }]);

  const owner = actingAs(userId, { firmId: firm.id, role: 'owner' });
  const seen = await accounts.ask(owner, '{ firm { id subscription { status trialEndsAt plan { code } } } }');
  expect(seen.data.firm).toMatchObject({
    id: firm.id,
    subscription: { status: 'TRIALING', plan: { code: 'practice' } },
  });
  const trialDays = (Date.parse(seen.data.firm.subscription.trialEndsAt) - before) / 86_400_000;
  expect(trialDays).toBeGreaterThan(13.9);
  expect(trialDays).toBeLessThan(14.1);

  expect(await accounts.events.heard('subscription.changed', firm.id)).toMatchObject({
    payload: { firmId: firm.id, planCode: 'practice', syncIntervalMinutes: 15 },
  });
  expect(await accounts.events.heard('firm.created', firm.id)).toMatchObject({
    payload: {
      firmId: firm.id,
      name: 'Hartwell & Lowe',
      timeZone: 'America/New_York',
      currency: 'USD',
      ownerUserId: userId,
    },
  });
});

test('twenty calls at once with one key create one firm with one membership', async () => {
  const userId = await accounts.signUp();
  const idempotencyKey = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => accounts.createFirm(userId, { idempotencyKey })));
  const ids = answers.map((answer) => answer.data?.createFirm.ok?.firm.id ?? JSON.stringify(answer));
  const [firmId] = ids;
  expect(new Set(ids)).toEqual(new Set([expect.stringMatching(/^frm_/)]));
  expect(new Set(ids).size).toBe(1);

  expect(await accounts.sql('select id from firm', { 'app.user_id': userId })).toEqual([{ id: firmId }]);
  const { data } = await accounts.askAuth(actingAs(userId), memberships);
  expect(data.me.memberships).toHaveLength(1);
  await accounts.events.heard('firm.created', String(firmId));
  await accounts.events.heard('membership.granted', String(firmId));
  const types = accounts.events
    .all()
    .filter(({ payload }) => 'firmId' in payload && payload.firmId === firmId)
    .map(({ type }) => type);
  expect(types.filter((type) => type === 'firm.created')).toHaveLength(1);
  expect(types.filter((type) => type === 'membership.granted')).toHaveLength(1);
});

test('when auth is away nothing is lost: the same call answers the same firm once auth is back', async () => {
  await using accounts = await startTestAccounts();
  // The person is known to auth, which then goes away before the firm is created.
  const userId = await accounts.whileAuthRuns(() => accounts.signUp());
  const idempotencyKey = randomUUID();
  const away = await accounts.createFirm(userId, { idempotencyKey });
  expect(away.data).toBeNull();
  expect(away.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
  expect(away.errors?.[0]?.message).toContain('Send the same request again');
  const [saved, ...others] = await accounts.sql('select id from firm', { 'app.user_id': userId });
  expect(others).toEqual([]);

  await accounts.startAuth();
  const back = await accounts.createFirm(userId, { idempotencyKey });
  expect(back.data.createFirm.ok.firm.id).toBe(saved?.['id']);
  const { data } = await accounts.askAuth(actingAs(userId), memberships);
  expect(data.me.memberships).toEqual([{ role: 'OWNER', firm: { id: saved?.['id'] } }]);
});

test('a role that somebody changed before the call was repeated is left alone', async () => {
  await using accounts = await startTestAccounts();
  const userId = await accounts.whileAuthRuns(() => accounts.signUp());
  const idempotencyKey = randomUUID();
  await accounts.createFirm(userId, { idempotencyKey });
  const [saved] = await accounts.sql('select id from firm', { 'app.user_id': userId });
  const firmId = asId('firm', String(saved?.['id']));

  await accounts.startAuth();
  await accounts.grantRole(firmId, userId, 'ADMIN');
  const repeated = await accounts.createFirm(userId, { idempotencyKey });
  expect(repeated.data.createFirm.ok.firm.id).toBe(firmId);
  const { data } = await accounts.askAuth(actingAs(userId), memberships);
  expect(data.me.memberships).toEqual([{ role: 'ADMIN', firm: { id: firmId } }]);
});

test('a key stands for one firm of one person', async () => {
  const [ada, ben] = [await accounts.signUp(), await accounts.signUp()];
  const idempotencyKey = randomUUID();
  const first = await accounts.createFirm(ada, { idempotencyKey });
  const other = await accounts.createFirm(ada, { idempotencyKey, name: 'Another name' });
  expect(other.data.createFirm).toEqual({
    ok: null,
    error: { code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey', message: expect.any(String) },
  });
  const bens = await accounts.createFirm(ben, { idempotencyKey });
  expect(bens.data.createFirm.ok.firm.id).not.toBe(first.data.createFirm.ok.firm.id);
  const second = await accounts.createFirm(ada);
  expect(second.data.createFirm.ok.firm.id).not.toBe(first.data.createFirm.ok.firm.id);
});

test('what cannot be a firm is refused by name of the field, and nothing is written', async () => {
  const userId = newId('user');
  const refusal = async (input: Record<string, unknown>) => {
    const { code, field } = (await accounts.createFirm(userId, input)).data.createFirm.error;
    return [code, field];
  };
  expect(await refusal({ name: '  ' })).toEqual(['NAME_REQUIRED', 'name']);
  expect(await refusal({ timeZone: 'Mars/Olympus' })).toEqual(['TIME_ZONE_INVALID', 'timeZone']);
  expect(await refusal({ timeZone: '+05:00' })).toEqual(['TIME_ZONE_INVALID', 'timeZone']);
  expect(await refusal({ currency: 'usd' })).toEqual(['CURRENCY_INVALID', 'currency']);
  expect(await refusal({ currency: 'ZZZ' })).toEqual(['CURRENCY_INVALID', 'currency']);

  expect(await refusal({ name: '\u0000\u0007' })).toEqual(['NAME_REQUIRED', 'name']);

  const unfit = ['', 'k'.repeat(201), 'k\u0000'].map((idempotencyKey) => ({ idempotencyKey }));
  for (const input of [{ name: 'x'.repeat(201) }, ...unfit]) {
    const { errors } = await accounts.createFirm(userId, input);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
  const anonymous = await accounts.ask(
    undefined,
    'mutation { createFirm(input: { name: "A", timeZone: "UTC", currency: "USD", idempotencyKey: "k" }) { ok { firm { id } } } }',
  );
  expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await accounts.sql('select 1 from firm_creation', { 'app.user_id': userId })).toEqual([]);
});

test('both names of one time zone are taken, as browsers differ in which they report', async () => {
  const userId = await accounts.signUp();
  for (const timeZone of ['Asia/Kolkata', 'Asia/Calcutta', 'UTC']) {
    const { data } = await accounts.createFirm(userId, { timeZone });
    expect(data.createFirm.error).toBeNull();
  }
});
