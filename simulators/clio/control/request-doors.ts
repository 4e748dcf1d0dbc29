import { json, type Reply } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-input.ts';
import type { RequestFilter } from './request-log.ts';

const waitMaxSeconds = 120;

/**
 * `GET /_control/requests`: what was asked, and `GET /_control/requests/wait`: answers when it was asked, which is what
 * a test waits on. Both take `since` (a sequence number), `method`, `resource`, `status` (`429`, `4xx`), `account` and
 * `text` (a part of the path with its query); the list also `last` (only that many), waiting `count` and `timeout`
 * (seconds). Undefined when it is about something else.
 */
export async function answerRequestControl(
  action: string,
  rest: readonly string[],
  search: string,
  { log }: World,
): Promise<Reply | undefined> {
  if (action !== 'GET requests') return undefined;
  const params = new URLSearchParams(search);
  const filter = filterFrom(params);
  const since = integer(params, 'since');
  if (rest[0] === undefined) {
    const found = log.since(since ?? 0, filter);
    const wanted = integer(params, 'last');
    return json(200, {
      last: log.last,
      requests: wanted === undefined ? found : found.slice(Math.max(0, found.length - wanted)),
    });
  }
  if (rest[0] !== 'wait') throw new ControlError(404, `There is no requests/${rest[0]}; there is requests/wait`);
  const count = integer(params, 'count') ?? 1;
  const seconds = Number(params.get('timeout') ?? 10);
  if (!(seconds > 0 && seconds <= waitMaxSeconds)) {
    throw new ControlError(400, `timeout must be a number of seconds up to ${waitMaxSeconds}`);
  }
  const options = { count, timeoutMs: seconds * 1000, ...(since !== undefined && { since }) };
  const found = await log.wait(filter, options);
  if (found) return json(200, { last: log.last, requests: found });
  return json(408, { error: `Within ${seconds} seconds there were fewer than ${count} such requests`, last: log.last });
}

/** Throws 400 on values that are none. */
export function filterFrom(params: URLSearchParams): RequestFilter {
  const status = params.get('status');
  if (status && !/^[\dx]{1,3}$/.test(status)) throw new ControlError(400, 'status must look like 429 or 4xx');
  const account = integer(params, 'account');
  const method = params.get('method');
  const resource = params.get('resource');
  const text = params.get('text');
  return {
    ...(method && { method: method.toUpperCase() }),
    ...(resource && { resource }),
    ...(status && { status }),
    ...(text && { text }),
    ...(account !== undefined && { accountId: account }),
  };
}

function integer(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new ControlError(400, `${name} must be a whole number`);
  return Number(text);
}
