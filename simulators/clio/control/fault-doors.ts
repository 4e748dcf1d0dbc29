import { json, type Reply } from '../http/exchange.ts';
import type { World } from '../world.ts';
import { type Body, ControlError, numberIn, optionalText } from './control-input.ts';
import { type FaultKind, faultKinds } from './faults.ts';

/** The part of the control door that is about faults; undefined when it is about something else. */
export async function answerFaultControl(
  action: string,
  rest: readonly string[],
  { faults }: World,
  readObject: () => Promise<Body>,
): Promise<Reply | undefined> {
  switch (action) {
    case 'GET faults':
      return json(200, { faults: faults.list(), kinds: faultKinds });
    case 'DELETE faults':
      faults.clear(rest[0] === undefined ? undefined : Number(rest[0]));
      return json(200, { faults: faults.list() });
    case 'POST faults': {
      const body = await readObject();
      const kind = faultKinds.find((known): known is FaultKind => known === String(body['kind']));
      if (!kind) throw new ControlError(400, `kind must be one of ${faultKinds.join(', ')}`);
      const number = (name: string, least: number, most: number) => {
        if (body[name] === undefined || body[name] === null) return undefined;
        return numberIn(body, name, least, most);
      };
      const slow = kind === 'delay' || kind === 'dribble';
      if (slow && body['delayMs'] === undefined) throw new ControlError(400, `${kind} needs delayMs`);
      const resource = optionalText(body, 'resource');
      const method = optionalText(body, 'method');
      faults.add({
        kind,
        ...(resource !== null && { resource }),
        ...(method !== null && { method: method.toUpperCase() }),
        seed: optionalText(body, 'seed') ?? 'faults',
        probability: number('probability', 0, 1) ?? 1,
        delayMs: number('delayMs', 1, 600_000) ?? 1000,
        retryAfterSeconds: number('retryAfterSeconds', 0, 86_400) ?? 1,
        seconds: number('seconds', 1, 31_536_000) ?? null,
        // Null stands for "until it is cleared"; nothing for one request, or for as many as come in its time.
        count:
          body['count'] === null || body['count'] === undefined ? defaultCount(body) : numberIn(body, 'count', 1, 1e6),
      });
      return json(200, { faults: faults.list() });
    }
    default:
      return undefined;
  }
}

function defaultCount(body: Body): number | null {
  return body['count'] === null || (body['seconds'] ?? null) !== null ? null : 1;
}
