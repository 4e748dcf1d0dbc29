import { ClioError, rateLimited } from '../api/errors.ts';
import { forbiddenPage } from '../api/firewall.ts';
import { html, jsonType, type Reply } from '../http/exchange.ts';
import { noticePage } from '../http/page-style.ts';
import type { RegionName } from '../region.ts';
import type { World } from '../world.ts';
import type { Fault } from './faults.ts';

/** The answer that a fault gives in place of Clio's own; undefined for faults that spoil that one on its way. */
export function replyOf(
  { kind, retryAfterSeconds }: Fault,
  { clock, rate }: World,
  region: RegionName,
): Reply | undefined {
  switch (kind) {
    case '429': {
      const headers = {
        ...jsonType,
        'Retry-After': String(retryAfterSeconds),
        'X-RateLimit-Limit': String(rate.limitIn(region)),
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(Math.ceil(clock.now() / 1000) + retryAfterSeconds + clock.skewSeconds),
      };
      return { status: 429, headers, body: rateLimited().body() };
    }
    case '500':
      return html(500, noticePage('We’re sorry, but something went wrong', 'Please try again later.'));
    case '502':
      return html(502, '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
    case '503':
      return html(
        503,
        '<html><head><title>503 Service Unavailable</title></head><body><h1>503 Service Unavailable</h1></body></html>',
      );
    case '403-html':
      return forbiddenPage();
    case '400-empty':
      return { status: 400 };
    case '409':
      return refusal(new ClioError(409, 'Conflict', 'Another change of this record is under way. Try again.'));
    case 'upload-timeout':
      return refusal(new ClioError(422, 'UploadTimeoutError', 'The upload could not be confirmed in time. Try again.'));
    default:
      return undefined;
  }
}

function refusal(error: ClioError): Reply {
  return { status: error.status, headers: jsonType, body: error.body() };
}
