import { json, type Reply } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { ControlError, waitMsOf, wholeNumber } from './control-input.ts';
import type { RequestFilter } from './request-log.ts';

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
  const since = wholeNumber(params, 'since');
  if (rest[0] === undefined) {
    const found = log.since(since ?? 0, filter);
    const wanted = wholeNumber(params, 'last');
    return json(200, {
      last: log.last,
      requests: wanted === undefined ? found : found.slice(Math.max(0, found.length - wanted)),
    });
  }
  if (rest[0] !== 'wait') throw new ControlError(404, `There is no requests/${rest[0]}; there is requests/wait`);
  const count = wholeNumber(params, 'count') ?? 1;
  const timeoutMs = waitMsOf(params);
  const options = { count, timeoutMs, ...(since !== undefined && { since }) };
  const found = await log.wait(filter, options);
  if (found) return json(200, { last: log.last, requests: found });
  return json(408, { error: `Within ${timeoutMs} ms there were fewer than ${count} such requests`, last: log.last });
}

/** Throws 400 on values that are none. */
export function filterFrom(params: URLSearchParams): RequestFilter {
  const status = params.get('status');
  if (status && !/^[\dx]{1,3}$/.test(status)) throw new ControlError(400, 'status must look like 429 or 4xx');
  const account = wholeNumber(params, 'account');
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
