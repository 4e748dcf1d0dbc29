import { describe, expect, test } from '@jest/globals';
import { everyField, writerOf } from '../api/fields.ts';
import { resources } from '../resources/catalogue.ts';
import { dayText, isWeekend } from './days.ts';
import { type Firm, type ResourceName, resourceNames, tableOf } from './firm.ts';
import { generateFirm } from './generate-firm.ts';
import { firmProfiles } from './profiles.ts';
import type { Row } from './rows.ts';

type Fields = Record<string, unknown>;

function firm(number: number, options: { size?: number; seed?: string; until?: number | string } = {}): Firm {
  const profile = firmProfiles.find((candidate) => candidate.number === number);
  if (!profile) throw new Error(`There is no profile ${number}`);
  return generateFirm(profile, { size: 2000, seed: 'clio', until: '2026-11-23', ...options });
}

function shown(firm: Firm, name: ResourceName, fields = everyField(resources[name].shape)): Fields[] {
  const write = writerOf(resources[name].shape, fields);
  return tableOf(firm, name).rows.map((row) => JSON.parse(write(row)));
}

const cents = (value: unknown) => Math.round(Number(value) * 100);
const idIn = (value: unknown) => (value as { id: number } | null)?.id;

test('the same seed gives the same firm in every field, another seed another one', () => {
  const [one, same] = [firm(1), firm(1)];
  for (const name of resourceNames) {
    // As text: comparing two thousand deep records structurally takes seconds.
    expect(JSON.stringify(shown(one, name)) === JSON.stringify(shown(same, name))).toBe(true);
  }
  const descriptions = (subject: Firm) => JSON.stringify(shown(subject, 'matters', 'description'));
  expect(descriptions(firm(1, { seed: 'other' }))).not.toBe(descriptions(one));
});

test.each([300, 2000, 20_000])('a firm of %p records has that many of the six main kinds', (size) => {
  const { tables } = firm(1, { size });
  const { users, contacts, matters, activities, bills, line_items } = tables;
  const main = [users, contacts, matters, activities, bills, line_items];
  const count = main.reduce((sum, { rows }) => sum + rows.length, 0);
  expect(Math.abs(count - size)).toBeLessThanOrEqual(size * 0.02);
});

describe.each(firmProfiles.map(({ name, number }) => [name, number] as const))('the money of %s', (_, number) => {
  const subject = firm(number, { size: 3000 });
  const bills = shown(subject, 'bills');
  const lines = shown(subject, 'line_items');
  const activities = shown(subject, 'activities');
  const linesOf = Map.groupBy(lines, ({ bill }) => idIn(bill));

  test('every bill is the sum of its lines with their tax, and paid plus credits plus balance is its total', () => {
    for (const bill of bills) {
      const own = linesOf.get(Number(bill['id'])) ?? [];
      const sum = (field: string, kind?: string) =>
        own.filter((line) => !kind || line['kind'] === kind).reduce((total, line) => total + cents(line[field]), 0);
      expect(own.length > 0).toBe(bill['state'] !== 'deleted');
      expect(cents(bill['total'])).toBe(sum('total'));
      expect(cents(bill['sub_total'])).toBe(sum('sub_total'));
      expect(cents(bill['total_tax'])).toBe(sum('tax'));
      expect(cents(bill['services_sub_total'])).toBe(sum('sub_total', 'Service'));
      expect(cents(bill['sub_total']) + cents(bill['total_tax'])).toBe(cents(bill['total']));
      expect(cents(bill['paid']) + cents(bill['credits_issued']) + cents(bill['balance'])).toBe(cents(bill['total']));
      if (bill['state'] === 'paid') expect(cents(bill['balance'])).toBe(0);
      expect(bill['state'] === 'paid').toBe(bill['paid_at'] !== null);
    }
  });

  test('every line is its quantity in hours or units at its price, and its activity’s total', () => {
    const byId = new Map(activities.map((activity) => [activity['id'], activity]));
    const wrong = lines.filter((line) => {
      const product = Number(line['quantity']) * cents(line['price']);
      return (
        Math.abs(cents(line['sub_total']) - product) > 0.5 + 1e-6 ||
        cents(line['sub_total']) !== cents(byId.get(idIn(line['activity']))?.['total']) ||
        cents(line['total']) !== cents(line['sub_total']) + cents(line['tax'])
      );
    });
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });

  test('an activity is on a bill, and billed, exactly when a bill that stands says so', () => {
    const standing = new Map<number | undefined, string>();
    const states = new Map(bills.map((bill) => [bill['id'], String(bill['state'])]));
    for (const line of lines) {
      const state = states.get(idIn(line['bill'])) ?? '';
      if (state !== 'void') standing.set(idIn(line['activity']), state);
    }
    const wrong = activities.filter((activity) => {
      const state = standing.get(Number(activity['id']));
      const onBill = state !== undefined;
      const billed = state === 'awaiting_payment' || state === 'paid';
      if (onBill && activity['non_billable'] === true) return true;
      return activity['on_bill'] !== onBill || activity['billed'] !== billed || (activity['bill'] !== null) !== onBill;
    });
    expect(wrong).toEqual([]);
    expect(standing.size).toBeGreaterThan(0);
  });

  test('bills come in every state and activities in every type', () => {
    expect(new Set(bills.map(({ state }) => state))).toEqual(
      new Set(['draft', 'awaiting_approval', 'awaiting_payment', 'paid', 'void', 'deleted']),
    );
    expect(new Set(activities.map(({ type }) => type))).toEqual(
      new Set(['TimeEntry', 'ExpenseEntry', 'HardCostEntry', 'SoftCostEntry', 'FixedFee']),
    );
  });
});

describe('the current month', () => {
  const moments: [string, string][] = [
    ['a first of a month that is a Sunday', '2026-11-01T09:00:00Z'],
    ['new year', '2027-01-01T00:00:00Z'],
    ['a leap day', '2028-02-29T12:00:00Z'],
    ['the end of daylight saving in Europe', '2026-10-25T01:30:00Z'],
    ['a month’s last evening in California and its first morning in Sydney', '2026-07-31T20:00:00Z'],
    ['the first hour of a month in UTC', '2026-08-01T00:30:00Z'],
    ['an ordinary Monday', '2026-11-23T15:00:00Z'],
  ];
  test.each(moments)('is not empty on %s (%s)', (_, moment) => {
    for (const { number } of firmProfiles) {
      const subject = firm(number, { size: 1000, until: Date.parse(moment) });
      const localDay = dayText(subject.zone.dayOf(Date.parse(moment) / 1000));
      const today = [localDay, moment.slice(0, 10)].sort().at(-1) ?? '';
      const month = today.slice(0, 7);
      const activities = shown(subject, 'activities', 'date');
      const bills = shown(subject, 'bills', 'state,issued_at');
      expect(activities.filter(({ date }) => date === today).length).toBeGreaterThanOrEqual(3);
      expect(activities.filter(({ date }) => String(date).startsWith(month)).length).toBeGreaterThanOrEqual(9);
      expect(
        bills.filter(
          ({ issued_at, state }) =>
            String(issued_at).startsWith(month) && (state === 'awaiting_payment' || state === 'paid'),
        ).length,
      ).toBeGreaterThanOrEqual(2);
      // By the calendar that has got to this month: the firm's own, or UTC where that one is ahead.
      const paid = subject.tables.bills.rows.filter(({ paidAt }) => {
        if (paidAt === null) return false;
        const days = [dayText(subject.zone.dayOf(paidAt)), new Date(paidAt * 1000).toISOString()];
        return days.some((day) => day.startsWith(month));
      });
      expect(paid.length).toBeGreaterThanOrEqual(2);
    }
  });

  test.each(moments)('holds nothing from after now on %s (%s)', (_, moment) => {
    for (const { number } of firmProfiles) {
      const subject = firm(number, { size: 1000, until: Date.parse(moment) });
      const now = Date.parse(moment) / 1000;
      const rows: Row[] = Object.values(subject.tables).flatMap((table) => table.rows as Row[]);
      expect(rows.filter((row) => row.createdAt > now || row.updatedAt > now)).toEqual([]);
      expect(rows.filter((row) => row.updatedAt < row.createdAt)).toEqual([]);
      expect(subject.tables.bills.rows.filter(({ paidAt }) => paidAt !== null && paidAt > now)).toEqual([]);
    }
  });
});

describe('a firm looks like one', () => {
  const subject = firm(1, { size: 20_000 });
  const { users, matters, activities, contacts } = subject.tables;

  test('a few matters hold most of the work and a few clients many matters', () => {
    const share = (counts: number[]) => {
      const sorted = counts.sort((left, right) => right - left);
      const sum = (list: number[]) => list.reduce((total, count) => total + count, 0);
      return sum(sorted.slice(0, Math.ceil(sorted.length / 5))) / sum(sorted);
    };
    const perMatter = Map.groupBy(activities.rows, ({ matter }) => matter?.id);
    expect(share([...perMatter.values()].map(({ length }) => length))).toBeGreaterThan(0.45);
    const perClient = Map.groupBy(matters.rows, ({ client }) => client.id);
    expect(share([...perClient.values()].map(({ length }) => length))).toBeGreaterThan(0.35);
  });

  test('work happens on weekdays, over three years', () => {
    const weekend = activities.rows.filter(({ day }) => isWeekend(day)).length / activities.rows.length;
    expect(weekend).toBeLessThan(0.06);
    expect(weekend).toBeGreaterThan(0);
    const days = activities.rows.map(({ day }) => day);
    expect(Math.max(...days) - Math.min(...days)).toBeGreaterThan(900);
  });

  test('nobody works after leaving, and nothing is done on a matter before it opens or after it closes', () => {
    expect(users.rows.some(({ leftDay }) => leftDay !== null)).toBe(true);
    const { rows } = activities;
    expect(rows.filter(({ user, day }) => user.leftDay !== null && user.leftDay < day)).toEqual([]);
    expect(rows.filter(({ matter, day }) => matter && day < matter.openDay)).toEqual([]);
    expect(rows.filter(({ matter, day }) => day > (matter?.closeDay ?? day))).toEqual([]);
  });

  test('names go beyond ASCII, some fields are empty, ids go beyond 32 bits', () => {
    expect(contacts.rows.some(({ lastName }) => /\p{Letter}/u.test(lastName?.replace(/[a-z]/gi, '') ?? ''))).toBe(true);
    expect(contacts.rows.some(({ email }) => email === null)).toBe(true);
    expect(activities.rows.every(({ id }) => id > 2 ** 32)).toBe(true);
  });
});
