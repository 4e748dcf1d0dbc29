import { expect, test } from '@jest/globals';
import { minorUnits } from './decimal.ts';

test.each([
  [1.005, 'USD', 101n],
  [0.615, 'USD', 62n],
  [-1.005, 'USD', -101n],
  [525, 'USD', 52_500n],
  [0.1 + 0.2, 'USD', 30n],
  [1e-7, 'USD', 0n],
  [1e21, 'USD', 10n ** 23n],
  [1234, 'JPY', 1234n],
  [0.5, 'JPY', 1n],
  [1.2345, 'KWD', 1235n],
])('%p %s is %p minor units', (amount, currency, expected) => {
  expect(minorUnits(amount, currency)).toBe(expected);
});

test('what is no amount is refused', () => {
  expect(() => minorUnits(Number.NaN, 'USD')).toThrow(RangeError);
  expect(() => minorUnits(Number.POSITIVE_INFINITY, 'USD')).toThrow(RangeError);
});
