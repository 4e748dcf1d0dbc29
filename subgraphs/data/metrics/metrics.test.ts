import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '@smarterfirms/platform/ids';
import { inFirm } from '@smarterfirms/platform/postgres';
import { takeOver } from '../sync/checkpoint.ts';
import { openJob } from '../sync/open-job.ts';
import { storePage } from '../sync/sync-page.ts';
import { startTestService, type TestFirm } from '../test-service.ts';
import { monthOf } from './month.ts';

let service: Awaited<ReturnType<typeof startTestService>>;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

const usd = { id: 1, code: 'USD' };
const shared = 'name formula dateBasis asOf syncing hiddenCount';
const everything = `metrics(month: $month) { month timeZone
  hoursWorked { ${shared} value } billed { ${shared} value { amount currency } otherCurrencyCount }
  collected { ${shared} value { amount currency } otherCurrencyCount } }`;

async function metrics(firm: TestFirm, month: string) {
  const answer = await firm.askFirm(everything, { month });
  expect(answer.errors).toBeUndefined();
  return answer.data.metrics;
}

const time = (id: number, date: string, hours: number | null, rest: object = {}) => ({
  id,
  type: 'TimeEntry',
  date,
  quantity: hours === null ? null : hours * 3600,
  rounded_quantity_in_hours: hours,
  quantity_redacted: hours === null,
  currency: usd,
  ...rest,
});

const bill = (id: number, rest: object) => ({
  id,
  kind: 'revenue_kind',
  state: 'awaiting_payment',
  currency: usd,
  ...rest,
});

test('hours worked are the rounded hours of the month, time entries only, to the last tenth', async () => {
  const firm = service.newFirm();
  await firm.sync('ACTIVITIES', [
    time(1, '2026-02-28', 8),
    time(2, '2026-03-01', 0.1),
    time(3, '2026-03-15', 0.2, { non_billable: true }),
    time(4, '2026-03-31', 1.75, { rounded_quantity_in_hours: 1.8 }),
    time(5, '2026-04-01', 8),
    time(6, '2026-03-10', null),
    time(7, '2026-03-10', 5, { type: 'ExpenseEntry' }),
    time(8, '2026-03-10', 7, { type: 'FixedFee' }),
    time(9, '2026-03-10', 9, { type: null }),
    time(10, '2026-03-11', 1 / 3, { rounded_quantity_in_hours: 0.3333333333333333 }),
    time(11, '2026-03-11', 1 / 3, { rounded_quantity_in_hours: 0.3333333333333333 }),
    time(12, '2026-03-11', 1 / 3, { rounded_quantity_in_hours: 0.3333333333333333 }),
  ]);
  // 0.1 + 0.2 + 1.8 + 3 × ⅓, the hidden entry counted apart.
  expect((await metrics(firm, '2026-03')).hoursWorked).toMatchObject({ value: '3.1', hiddenCount: 1 });
  expect((await metrics(firm, '2026-02')).hoursWorked).toMatchObject({ value: '8', hiddenCount: 0 });
  expect((await metrics(firm, '2026-05')).hoursWorked).toMatchObject({ value: '0', hiddenCount: 0 });
});

test('billed is the total of revenue bills that were issued in the month and stand', async () => {
  const firm = service.newFirm();
  await firm.sync('BILLS', [
    bill(1, { issued_at: '2026-03-01', total: 1000.1 }),
    bill(2, { issued_at: '2026-03-31', total: 0.2, state: 'paid', paid: 0.2 }),
    bill(3, { issued_at: '2026-02-28', total: 9999 }),
    bill(4, { issued_at: '2026-04-01', total: 9999 }),
    bill(5, { issued_at: '2026-03-10', total: 9999, state: 'draft' }),
    bill(6, { issued_at: '2026-03-10', total: 9999, state: 'void' }),
    bill(7, { issued_at: '2026-03-10', total: 9999, state: 'deleted' }),
    bill(8, { issued_at: '2026-03-10', total: 9999, state: 'awaiting_approval' }),
    bill(9, { issued_at: '2026-03-10', total: 9999, kind: 'trust_kind' }),
    bill(10, { issued_at: '2026-03-10', total: null }),
    bill(11, { issued_at: '2026-03-10', total: 500, currency: { id: 2, code: 'CAD' } }),
  ]);
  expect((await metrics(firm, '2026-03')).billed).toMatchObject({
    value: { amount: 100_030, currency: 'USD' },
    hiddenCount: 1,
    otherCurrencyCount: 1,
  });
});

// March 2026 begins at 08:00 UTC in Vancouver and at 11:00 UTC of 28 February in Auckland; April at 07:00 UTC, and at 11:00 UTC
// of 31 March.
test.each([
  ['America/Vancouver', { '2026-02': 11, '2026-03': 220, '2026-04': 4400 }],
  ['Pacific/Auckland', { '2026-02': 1, '2026-03': 30, '2026-04': 4600 }],
  ['UTC', { '2026-02': 1, '2026-03': 630, '2026-04': 4000 }],
])('collected without the payments goes by the day in %s on which a bill was paid', async (timeZone, expected) => {
  const firm = service.newFirm({ timeZone });
  const paid = (id: number, paid_at: string, amount: number, rest: object = {}) =>
    bill(id, { state: 'paid', paid_at, paid: amount, ...rest });
  const bills: Record<string, object[]> = {
    'America/Vancouver': [
      paid(1, '2026-03-01T07:59:59+00:00', 0.11),
      paid(2, '2026-03-01T00:00:00-08:00', 0.2),
      paid(3, '2026-03-31T23:59:59-07:00', 2),
      paid(4, '2026-04-01T07:00:00+00:00', 44),
    ],
    'Pacific/Auckland': [
      paid(1, '2026-02-28T10:59:59+00:00', 0.01),
      paid(2, '2026-02-28T11:00:00+00:00', 0.1),
      paid(3, '2026-04-01T00:00:00-01:00', 6),
      paid(5, '2026-03-31T10:59:59+00:00', 0.2),
      paid(6, '2026-03-31T11:00:00+00:00', 40),
    ],
    UTC: [
      paid(1, '2026-02-28T23:59:59+00:00', 0.01),
      paid(2, '2026-02-28T16:00:00-08:00', 0.3),
      paid(3, '2026-04-01T00:59:59+01:00', 6),
      paid(4, '2026-04-01T00:00:00+00:00', 40),
    ],
  };
  await firm.sync('BILLS', [
    ...(bills[timeZone] ?? []),
    bill(90, { state: 'awaiting_payment', paid: 77, paid_at: null }),
    paid(91, '2026-03-15T12:00:00+00:00', 88, { kind: 'trust_kind' }),
  ]);
  for (const [month, amount] of Object.entries(expected)) {
    expect([month, (await metrics(firm, month)).collected.value]).toEqual([month, { amount, currency: 'USD' }]);
  }
});

const payment = (id: number, date: string, amount: number | null, rest: object = {}) => ({
  id,
  date,
  amount,
  parent: { id: 900 + id, type: 'Payment' },
  bill: { id: 1 },
  ...rest,
});

test('collected is the sum of the payments of the month, partial ones included, credits and voided ones not', async () => {
  const firm = service.newFirm();
  await firm.sync('MATTERS', [{ id: 7, currency: usd }]);
  await firm.sync('BILLS', [
    bill(1, { total: 1000, paid: 300 }),
    bill(2, { kind: 'trust_kind', total: 500 }),
    bill(3, { currency: { id: 2, code: 'CAD' } }),
  ]);
  await firm.sync('ALLOCATIONS', [
    payment(1, '2026-02-28', 9999),
    payment(2, '2026-03-01', 0.1),
    payment(3, '2026-03-15', 0.2),
    payment(4, '2026-03-31', 100.005),
    payment(5, '2026-04-01', 9999),
    payment(6, '2026-03-10', 9999, { parent: { id: 1, type: 'CreditMemo' } }),
    payment(7, '2026-03-10', 9999, { voided_at: '2026-03-11T10:00:00Z' }),
    payment(8, '2026-03-10', 9999, { bill: { id: 2 } }),
    payment(9, '2026-03-10', 50, { bill: null, matter: { id: 7 }, interest: true }),
    payment(10, '2026-03-10', 9999, { bill: { id: 3 } }),
    payment(11, '2026-03-10', null),
    payment(12, '2026-03-10', 9999, { parent: null }),
    payment(13, '2026-03-10', 9999, { bill: null }),
  ]);
  expect((await metrics(firm, '2026-03')).collected).toMatchObject({
    // 0.10 + 0.20 + 100.01 + 50.00; the one without an amount, an origin or a currency hidden.
    value: { amount: 15_031, currency: 'USD' },
    hiddenCount: 3,
    otherCurrencyCount: 1,
    dateBasis: 'Date of the payment',
  });
});

test('while the payments are not complete, collected is what was paid on bills, and says so', async () => {
  const firm = service.newFirm();
  await firm.sync('BILLS', [bill(1, { state: 'paid', paid: 300, paid_at: '2026-03-10T12:00:00Z' })]);
  await firm.sync('ALLOCATIONS', [payment(1, '2026-03-10', 100)], { nextCursor: 'https://x/2' });
  const before = (await metrics(firm, '2026-03')).collected;
  expect(before).toMatchObject({ value: { amount: 30_000 }, formula: expect.stringContaining('not in the copy') });
  await firm.sync('ALLOCATIONS', [payment(2, '2026-03-10', 200)]);
  const after = (await metrics(firm, '2026-03')).collected;
  expect(after).toMatchObject({ value: { amount: 30_000 }, formula: expect.stringContaining('partial payments') });
});

test("amounts are in the firm's currency, whatever its minor unit", async () => {
  const firm = service.newFirm({ currency: 'JPY' });
  await firm.sync('BILLS', [
    bill(1, { issued_at: '2026-03-01', total: 1200, currency: { id: 9, code: 'JPY' } }),
    bill(2, { issued_at: '2026-03-01', total: 5 }),
  ]);
  expect((await metrics(firm, '2026-03')).billed).toMatchObject({
    value: { amount: 1200, currency: 'JPY' },
    otherCurrencyCount: 1,
  });
});

test('a firm that was never synced has no numbers, which is not zero', async () => {
  const { hoursWorked, billed, collected } = await metrics(service.newFirm(), '2026-03');
  for (const metric of [hoursWorked, billed, collected]) {
    expect(metric).toMatchObject({ value: null, asOf: null, syncing: false, hiddenCount: 0 });
    expect(metric.formula.length).toBeGreaterThan(40);
  }
  expect(collected.formula).toMatch(/partial payment .* not counted until/);
});

test('a number whose records are all hidden is not zero either', async () => {
  const firm = service.newFirm();
  await firm.sync('ACTIVITIES', [time(1, '2026-03-10', null)]);
  expect((await metrics(firm, '2026-03')).hoursWorked).toMatchObject({ value: null, hiddenCount: 1 });
});

test('while its records are being synced a number says so, and is as of the last complete copy', async () => {
  const firm = service.newFirm();
  const jobId = newId('syncJob');
  await openJob(service.workerPool, firm.id, jobId, ['ACTIVITIES']);
  expect((await metrics(firm, '2026-03')).hoursWorked).toMatchObject({ syncing: true, asOf: null, value: null });

  const page = (fence: number, records: object[], nextCursor: string | null) =>
    storePage(service.workerPool, {
      firmId: firm.id,
      jobId,
      entity: 'ACTIVITIES',
      fence,
      requestedAt: new Date(),
      records,
      nextCursor,
      total: null,
      requests: 1,
    });
  await takeOver(service.workerPool, firm.id, jobId, 'ACTIVITIES');
  await page(1, [time(1, '2026-03-10', 1)], 'https://x/2');
  const during = await metrics(firm, '2026-03');
  expect(during.hoursWorked).toMatchObject({ syncing: true, asOf: null, value: '1' });
  expect(during.billed).toMatchObject({ syncing: false, asOf: null, value: null });

  const before = Date.now();
  await page(1, [time(2, '2026-03-11', 2)], null);
  const after = await metrics(firm, '2026-03');
  expect(after.hoursWorked).toMatchObject({ syncing: false, value: '3' });
  expect(Math.abs(Date.parse(after.hoursWorked.asOf) - before)).toBeLessThan(10_000);

  await openJob(service.workerPool, firm.id, newId('syncJob'), ['ACTIVITIES']);
  expect((await metrics(firm, '2026-03')).hoursWorked).toMatchObject({
    syncing: true,
    value: '3',
    asOf: after.hoursWorked.asOf,
  });
});

test('a record that is deleted in Clio leaves the numbers', async () => {
  const firm = service.newFirm();
  await firm.sync('ACTIVITIES', [time(1, '2026-03-10', 1), time(2, '2026-03-10', 2)]);
  await inFirm(service.workerPool, firm.id, (c) =>
    c.query("update activity set deleted_at = now() where clio_id = '2'"),
  );
  expect((await metrics(firm, '2026-03')).hoursWorked.value).toBe('1');
});

test("without a month it is this month in the firm's zone", async () => {
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const expected = monthOf(new Date(), timeZone);
    const answer = await service.newFirm({ timeZone }).askFirm('metrics { month timeZone }');
    expect(answer.data.metrics).toEqual({ month: expected, timeZone });
  }
  expect(monthOf(new Date('2026-03-01T07:59:59Z'), 'America/Vancouver')).toBe('2026-02');
  expect(monthOf(new Date('2026-02-28T11:00:00Z'), 'Pacific/Auckland')).toBe('2026-03');
});

test.each(['2026-13', '2026-3', 'March', '2026-03-01', '0000-01'])('%s is no month', async (month) => {
  const answer = await service.newFirm().askFirm('metrics(month: $month) { month }', { month });
  expect(answer.errors).toMatchObject([
    { message: expect.stringContaining('YYYY-MM'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});
