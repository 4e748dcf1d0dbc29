import { expect, test } from '@jest/globals';
import { DateScalar, DateTimeScalar, HoursScalar, MinorUnitsScalar } from './graph-scalars.ts';

test('an instant needs a zone and must exist', () => {
  expect(DateTimeScalar.parseValue('2026-03-02T09:14:07-08:00')).toEqual(new Date('2026-03-02T17:14:07Z'));
  for (const bad of ['2026-03-02', '2026-03-02T09:14:07', '2026-13-02T09:14:07Z', 5, null]) {
    expect(() => DateTimeScalar.parseValue(bad)).toThrow(/DateTime expects/);
  }
});

test('a calendar day must exist', () => {
  expect(DateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
  for (const bad of ['2026-02-29', '2026-2-9', '2026-02-28T00:00:00Z', '']) {
    expect(() => DateScalar.parseValue(bad)).toThrow(/Date expects/);
  }
});

test('hours keep their decimals exactly and lose only trailing zeros', () => {
  expect(HoursScalar.serialize('0.1')).toBe('0.1');
  expect(HoursScalar.serialize('1.5000')).toBe('1.5');
  expect(HoursScalar.serialize('100')).toBe('100');
  expect(HoursScalar.serialize('100.0')).toBe('100');
  expect(() => HoursScalar.serialize('1e3')).toThrow(/Hours expects/);
});

test('money is whole minor units', () => {
  expect(MinorUnitsScalar.serialize(10n)).toBe(10);
  expect(() => MinorUnitsScalar.serialize(10.5)).toThrow(/whole number/);
  expect(() => MinorUnitsScalar.serialize(2n ** 60n)).toThrow(/whole number/);
});
