import { json, type Reply } from '../http/exchange.ts';
import { webhookFaultOf } from '../webhooks/webhook-faults.ts';
import type { World } from '../world.ts';
import { waitMsOf, wholeNumber } from './control-input.ts';
import { describeLife, letLive } from './life-door.ts';

/**
 * The part of the control door that is about changes, webhooks and the firms' own life. `action` is method and first part of the path.
 * Undefined when it is none of these.
 */
export async function answerChangeControl(
  action: string,
  rest: readonly string[],
  search: string,
  world: World,
  readObject: () => Promise<Record<string, unknown>>,
): Promise<Reply | undefined> {
  const {
    changes,
    webhooks: { dispatcher },
  } = world;
  const params = new URLSearchParams(search);
  const since = Number(params.get('since') ?? 0) || 0;
  switch (action) {
    case 'GET changes':
      return json(200, { last: changes.last, changes: changes.since(since) });
    case 'GET webhook-deliveries':
      if (rest[0] === 'wait') return waitForDeliveries(params, world);
      return json(200, { last: dispatcher.log.last, deliveries: dispatcher.log.since(since) });
    case 'GET webhook-faults':
      return json(200, { faults: dispatcher.faults.list() });
    case 'DELETE webhook-faults':
      dispatcher.faults.clear();
      return json(200, { faults: [] });
    case 'POST webhook-faults': {
      const fault = webhookFaultOf(await readObject());
      if (typeof fault === 'string') return json(400, { error: fault });
      dispatcher.faults.add(fault);
      return json(200, { faults: dispatcher.faults.list() });
    }
    case 'GET life':
      return describeLife(world);
    case 'POST life':
      return letLive(world, await readObject());
    default:
      return undefined;
  }
}

/** `GET /_control/webhook-deliveries/wait`: answers when there are `count` attempts, of `webhook` where it is given. */
async function waitForDeliveries(params: URLSearchParams, { webhooks }: World): Promise<Reply> {
  const { log } = webhooks.dispatcher;
  const webhookId = wholeNumber(params, 'webhook');
  const count = wholeNumber(params, 'count') ?? 1;
  const since = wholeNumber(params, 'since') ?? 0;
  const timeoutMs = waitMsOf(params);
  const found = await log.wait({ ...(webhookId !== undefined && { webhookId }), count, since, timeoutMs });
  if (found) return json(200, { last: log.last, deliveries: found });
  return json(408, { error: `Within ${timeoutMs} ms there were fewer than ${count} such attempts`, last: log.last });
}
