import { expect, test } from '@jest/globals';
import { isSameOrigin } from './same-origin.ts';

const web = 'https://app.example.com';

test('only a page of this origin may change the session', () => {
  expect(isSameOrigin(new Headers({ origin: web }), web)).toBe(true);
  expect(isSameOrigin(new Headers({ origin: web, 'sec-fetch-site': 'same-origin' }), web)).toBe(true);
});

test.each<Record<string, string>>([
  {},
  { origin: 'null' },
  { origin: 'https://app.example.com.evil.example' },
  { origin: 'http://app.example.com' },
  { origin: 'https://app.example.com:8443' },
  { origin: web, 'sec-fetch-site': 'cross-site' },
])('%j is refused', (headers) => {
  expect(isSameOrigin(new Headers(headers), web)).toBe(false);
});
