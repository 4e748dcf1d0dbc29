import { expect, test } from '@jest/globals';
import { ClioError, ClioRateLimited } from './clio-error.ts';
import { readClioResponse } from './clio-response.ts';

function answer(status: number, text: string, headers: Record<string, string> = {}) {
  return { status, text, header: (name: string) => headers[name], receivedAtMs: Date.parse('2026-03-02T10:00:00Z') };
}

function errorOf(status: number, text: string, headers?: Record<string, string>): ClioError {
  try {
    readClioResponse(answer(status, text, headers));
  } catch (error) {
    if (error instanceof ClioError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}

test.each([
  ['an object', 400, '{"error":{"type":"InvalidFields","message":"rate is not a field"}}', 'ClioRefused', 'never'],
  ['the OAuth shape', 401, '{"error":"invalid_token","error_description":"expired"}', 'ClioUnauthorized', 'refresh'],
  ['a missing header', 401, '{"error":{"type":"UnauthorizedError","message":"no"}}', 'ClioUnauthorized', 'refresh'],
  ['a used code', 400, '{"error":"invalid_grant","error_description":"used"}', 'ClioGrantInvalid', 'never'],
  ['a wrong secret', 401, '{"error":"invalid_client"}', 'ClioRefused', 'never'],
  ['no permission', 403, '{"error":{"type":"ForbiddenError","message":"no"}}', 'ClioRefused', 'never'],
  ['HTML of the firewall', 403, '<html><body>Forbidden</body></html>', 'ClioUnavailable', 'backoff'],
  ['nothing', 400, '', 'ClioUnavailable', 'backoff'],
  ['a gateway', 502, '<html>Bad Gateway</html>', 'ClioUnavailable', 'backoff'],
  ['half a document', 200, '{"data":[{"id":1},{"i', 'ClioUnavailable', 'backoff'],
])('an error with %s says whether to try again', (_what, status, text, name, retry) => {
  expect(errorOf(status, text)).toMatchObject({ name, retry });
});

test('a 429 says how long to wait on the clock of Clio, whatever ours says', () => {
  const error = errorOf(429, '{"error":{"type":"RateLimited","message":"slow down"}}', {
    date: 'Mon, 02 Mar 2026 12:00:00 GMT',
    'retry-after': '7',
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Date.parse('2026-03-02T12:00:21Z') / 1000),
  });
  expect(error).toBeInstanceOf(ClioRateLimited);
  expect((error as ClioRateLimited).waitMs).toBe(21_000);
});

test('the field errors of a 422 are kept', () => {
  const error = errorOf(422, '{"error":{"type":"ArgumentError","message":"no","errors":{"note":["too long"]}}}');
  expect(error).toMatchObject({ type: 'ArgumentError', fields: { note: ['too long'] } });
});
