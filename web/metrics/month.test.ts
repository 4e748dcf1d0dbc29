import { expect, test } from '@jest/globals';
import { addMonths, isMonth, monthOf } from './month.ts';

test("the month is the firm's, not the browser's", () => {
  const instant = Date.parse('2026-03-01T03:30:00Z');
  expect(monthOf(instant, 'America/New_York')).toBe('2026-02');
  expect(monthOf(instant, 'Europe/London')).toBe('2026-03');
});

test('months carry over years in both directions', () => {
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(addMonths('2026-12', 1)).toBe('2027-01');
  expect(addMonths('2026-05', -29)).toBe('2023-12');
});

test('only a real month is one', () => {
  expect(['2026-01', '2026-12'].every(isMonth)).toBe(true);
  expect(['2026-00', '2026-13', '2026-1', '26-01', '2026-01-01', '', null].some(isMonth)).toBe(false);
});
