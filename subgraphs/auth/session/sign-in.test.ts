import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { password, startTestAuth, type TestAuth } from '../test-service.ts';

let auth: TestAuth;
beforeAll(async () => {
  auth = await startTestAuth();
});
afterAll(() => auth[Symbol.asyncDispose]());

const signIn = (email: string, secret: string, address?: string) =>
  auth.mutate(
    'signIn',
    { email, password: secret },
    'ok { sessionToken user { id email } }',
    address ? { address } : {},
  );
const newEmail = () => `${randomUUID()}@example.test`;
const identityEngine = { 'app.identity_engine': 'on' };

/** Makes the youngest lock last, however slow the machine is. @returns the seconds that it would have lasted. */
async function keepLock(): Promise<number> {
  const [lock] = await auth.sql(
    `select extract(epoch from locked_until - last_failed_at)::int as seconds from sign_in_attempt
      where locked_until is not null order by last_failed_at desc limit 1`,
    identityEngine,
  );
  await auth.sql(
    "update sign_in_attempt set locked_until = locked_until + interval '1 hour' where locked_until is not null",
    identityEngine,
  );
  return Number(lock?.['seconds']);
}

/** Moves every lock into the past: what the clock would do. */
const waitForLocks = () =>
  auth.sql(
    "update sign_in_attempt set locked_until = now() - interval '1 second' where locked_until is not null",
    identityEngine,
  );

test('each sign-in begins a session of its own, however the address is spelled', async () => {
  const person = await auth.signUp();
  const first = await signIn(person.email, password);
  const second = await signIn(` ${person.email.toUpperCase()} `, password);
  expect(first.ok.user).toEqual({ id: person.userId, email: person.email });
  expect(new Set([person.sessionToken, first.ok.sessionToken, second.ok.sessionToken]).size).toBe(3);
});

test('an unknown address, a wrong password and an impossible one get the same answer', async () => {
  const { email } = await auth.signUp();
  const answers = await Promise.all([
    signIn(newEmail(), password),
    signIn(email, 'wrong horse battery'),
    signIn(email, 'x'.repeat(1_000)),
    signIn(email, ''),
    signIn('no address', password),
  ]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: null, error: { code: 'INVALID_CREDENTIALS', field: null } });
});

test('an unknown address costs as much work as a wrong password', async () => {
  const { email } = await auth.signUp();
  // Of the processor, on all threads: what else the machine does takes none of it.
  const work = async (address: string) => {
    const begin = process.cpuUsage();
    await signIn(address, 'wrong horse battery');
    const { user, system } = process.cpuUsage(begin);
    return user + system;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 5; round++) {
    known.push(await work(email));
    unknown.push(await work(newEmail()));
  }
  // The least of each. Hashing is most of it, so an answer without hashing would take a fraction.
  const ratio = Math.min(...unknown) / Math.min(...known);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('guessing locks an account, known or not, for twice as long each time; the right password then opens it', async () => {
  const { email } = await auth.signUp();
  for (const address of [email, newEmail()]) {
    for (let guess = 0; guess < 6; guess++) {
      expect((await signIn(address, 'wrong horse battery')).error.code).toBe('INVALID_CREDENTIALS');
    }
    const waits: number[] = [];
    for (let round = 0; round < 5; round++) {
      waits.push(await keepLock());
      expect((await signIn(address, password)).error).toMatchObject({
        code: 'TOO_MANY_ATTEMPTS',
        message: expect.stringMatching(/Try again in 6[01] minutes\./),
      });
      await waitForLocks();
      expect((await signIn(address, 'wrong horse battery')).error.code).toBe('INVALID_CREDENTIALS');
    }
    expect(waits).toEqual([1, 2, 4, 8, 16]);
  }
  await waitForLocks();
  expect((await signIn(email, password)).ok).not.toBeNull();
  expect((await signIn(email, 'wrong horse battery')).error.code).toBe('INVALID_CREDENTIALS');
  expect((await signIn(email, password)).ok).not.toBeNull();
});

test('a lock never grows beyond a quarter of an hour', async () => {
  const { email } = await auth.signUp();
  await signIn(email, 'wrong horse battery');
  await auth.sql('update sign_in_attempt set failures = 500', identityEngine);
  await signIn(email, 'wrong horse battery');
  expect((await signIn(email, password)).error.message).toContain('Try again in 15 minutes.');
});

test('guesses that are sent at once are counted one by one', async () => {
  const { email } = await auth.signUp();
  await signIn(email, 'wrong horse battery');
  // The next failure locks for two minutes: no lock ends between two of the twenty, however slow they are.
  await auth.sql('update sign_in_attempt set failures = 11', identityEngine);
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(email, 'wrong horse battery')));
  const codes = answers.map(({ error }) => error.code);
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(1);
  expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(19);
});

test('one password tried on many accounts locks the address, an IPv6 network as a whole, and nobody else', async () => {
  const { email } = await auth.signUp();
  for (const { network, other } of [
    { network: () => '203.0.113.7', other: '203.0.113.8' },
    { network: (n: number) => `2001:db8:0:7::${(n + 1).toString(16)}`, other: '2001:db8:0:8::1' },
  ]) {
    for (let guess = 0; guess < 31; guess++) await signIn(newEmail(), '', network(guess));
    expect((await signIn(email, password, network(99))).error.code).toBe('TOO_MANY_ATTEMPTS');
    expect((await signIn(email, password, other)).ok).not.toBeNull();
    expect((await signIn(email, password)).ok).not.toBeNull();
  }
});

test('signing in again and again locks nobody out', async () => {
  const { email } = await auth.signUp();
  for (let round = 0; round < 40; round++) expect((await signIn(email, password, '198.51.100.4')).error).toBeNull();
});

test('failures are forgotten after a day, and removed when somebody signs in', async () => {
  const { email } = await auth.signUp();
  const engine = { 'app.identity_engine': 'on' };
  for (let guess = 0; guess < 5; guess++) await signIn(email, 'wrong horse battery');
  await auth.sql(
    "update sign_in_attempt set last_failed_at = now() - interval '25 hours', locked_until = null",
    engine,
  );
  expect((await signIn(email, 'wrong horse battery')).error.code).toBe('INVALID_CREDENTIALS');
  expect((await signIn(email, password)).ok).not.toBeNull();
  expect(await auth.sql('select * from sign_in_attempt', engine)).toEqual([]);
});

test('the counters hold no address of anybody', async () => {
  const email = newEmail();
  await signIn(email, 'wrong horse battery', '192.0.2.77');
  const rows = JSON.stringify(await auth.sql('select * from sign_in_attempt', identityEngine));
  expect(rows).toContain('account:');
  expect(rows).toContain('address:');
  expect(rows).not.toContain(email);
  expect(rows).not.toContain('192.0.2.77');
});
