import { expect, test } from '@jest/globals';
import { createFormats, exactDuration, knownLocale, roughDuration } from './format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const usa = createFormats('en-US', 'America/New_York');

test('money is exact to the minor unit, whatever the currency has', () => {
  expect(usa.money({ amount: 12_845_017, currency: 'USD' })).toBe('$128,450.17');
  expect(usa.money({ amount: -5, currency: 'USD' })).toBe('-$0.05');
  expect(usa.money({ amount: 0, currency: 'USD' })).toBe('$0.00');
  expect(usa.money({ amount: 9_007_199_254_740_991, currency: 'USD' })).toBe('$90,071,992,547,409.91');
  expect(plain(createFormats('en-US', 'UTC').money({ amount: 1500, currency: 'JPY' }))).toBe('¥1,500');
  expect(plain(createFormats('fr-CA', 'UTC').money({ amount: 123_456, currency: 'CAD' }))).toBe('1 234,56 $');
});

test('hours keep every place they have', () => {
  expect(usa.hours('1.5')).toBe('1.50');
  expect(usa.hours('1234.0025')).toBe('1,234.0025');
});

test("a calendar day is the same day in every zone, an instant is in the firm's", () => {
  expect(usa.day('2026-03-01')).toBe('Mar 1, 2026');
  expect(plain(usa.instant('2026-03-01T03:30:00.000Z'))).toBe('Feb 28, 2026, 10:30 PM EST');
  expect(plain(usa.clock('2026-03-01T19:03:20.000Z'))).toBe('2:03:20 PM');
  expect(usa.month('2026-01')).toBe('January 2026');
});

test('almost done is not done', () => {
  expect(usa.percent(99.99)).toBe('99%');
});

test('distances in time use the largest unit that fits', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');
  expect(usa.ago('2026-03-02T11:58:59Z', now)).toBe('1 minute ago');
  expect(usa.ago('2026-03-01T11:00:00Z', now)).toBe('yesterday');
  expect(usa.ago('2026-03-02T11:59:50Z', now)).toBe('now');
  expect(usa.ago('2025-11-20T12:00:00Z', now)).toBe('3 months ago');
  expect(usa.ago('2023-03-02T00:00:00Z', now)).toBe('3 years ago');
});

test('time left reads as an estimate', () => {
  expect([10, 50, 600, 3500, 9000].map(roughDuration)).toEqual([
    'less than a minute',
    'about a minute',
    'about 10 minutes',
    'about 58 minutes',
    'about 3 hours',
  ]);
});

test('how long something took is told in its two largest units', () => {
  expect([0, 42, 60, 185, 3_599, 3_600, 8_100].map(exactDuration)).toEqual([
    '0 s',
    '42 s',
    '1 min 0 s',
    '3 min 5 s',
    '59 min 59 s',
    '1 h 0 min',
    '2 h 15 min',
  ]);
});

test('sizes of files are in the unit that leaves few digits', () => {
  const { bytes } = createFormats('en-US', 'UTC');
  expect([0, 999, 1_000, 1_550, 12_345_678, 5e15].map(bytes)).toEqual([
    '0 byte',
    '999 byte',
    '1 kB',
    '1.6 kB',
    '12.3 MB',
    '5,000 TB',
  ]);
});

test('a locale that Intl does not know falls back', () => {
  expect(knownLocale('fr-CA')).toBe('fr-CA');
  expect(knownLocale('not a locale')).toBe('en-US');
  expect(knownLocale(null)).toBe('en-US');
});
