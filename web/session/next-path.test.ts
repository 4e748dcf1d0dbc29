import { expect, test } from '@jest/globals';
import { nextPath, signInPath } from './next-path.ts';

test('a path of this application is kept with its query and fragment', () => {
  expect(nextPath('/firms/frm_1/matters?page=2&q=smith#top')).toBe('/firms/frm_1/matters?page=2&q=smith#top');
});

test.each([
  undefined,
  null,
  '',
  'firms',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/firms\\..\\..\\evil',
  '/..//evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/firms',
  '/session/sign-out',
  ['/a', '/b'],
])('%j never leaves the application', (next) => {
  expect(nextPath(next)).toBe('/firms');
});

test('the sign-in page remembers where the person was', () => {
  expect(signInPath('/firms/frm_1?month=2026-10')).toBe('/sign-in?next=%2Ffirms%2Ffrm_1%3Fmonth%3D2026-10');
  expect(signInPath('//evil.example')).toBe('/sign-in');
});
