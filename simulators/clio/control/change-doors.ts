import { json, type Reply } from '../http/exchange.ts';
import { webhookFaultOf } from '../webhooks/webhook-faults.ts';
import type { World } from '../world.ts';
import { describeLife, letLive } from './life-door.ts';

/**
 * The part of the control door that is about changes, webhooks and the firms' own life. `action` is method and first part of the path.
 * Undefined when it is none of these.
 */
export async function answerChangeControl(
  action: string,
  search: string,
  world: World,
  readObject: () => Promise<Record<string, unknown>>,
): Promise<Reply | undefined> {
  const {
    changes,
    webhooks: { dispatcher },
  } = world;
  const since = Number(new URLSearchParams(search).get('since') ?? 0) || 0;
  switch (action) {
    case 'GET changes':
      return json(200, { last: changes.last, changes: changes.since(since) });
    case 'GET webhook-deliveries':
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
