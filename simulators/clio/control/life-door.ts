import { json, type Reply } from '../http/exchange.ts';
import { happeningNames, type LifeEvent } from '../life/life.ts';
import type { World } from '../world.ts';

const countMax = 10_000;
const perMinuteMax = 60_000;

/**
 * `POST /_control/life`: `{"count": 20}` or `{"events": ["bill_paid"]}`, at the firm of `accountId` or else at the first
 * one, tells what happened; `{"perMinute": 30}` lets life go on by itself.
 */
export function letLive(world: World, body: Readonly<Record<string, unknown>>): Reply {
  const { accountId, count = 0, events = [], perMinute } = body;
  const firm = accountId === undefined ? world.firms[0] : world.firm(Number(accountId));
  if (!firm) return json(404, { error: `There is no account ${String(accountId)}` });
  if (!isBetween(count, countMax)) return refused(`count must be a number from 0 to ${countMax}`);
  if (perMinute !== undefined && !isBetween(perMinute, perMinuteMax)) {
    return refused(`perMinute must be a number from 0 to ${perMinuteMax}`);
  }
  if (!Array.isArray(events) || !events.every((name) => happeningNames.includes(name))) {
    return refused(`events must be some of ${happeningNames.join(', ')}`);
  }

  if (perMinute !== undefined) world.life.setRate(world, perMinute);
  const happened: (LifeEvent | undefined)[] = events.map((name) => world.life.happenNamed(world, firm, name));
  for (let index = 0; index < count; index++) happened.push(world.life.happen(world, firm));
  return describeLife(
    world,
    happened.filter((event) => event !== undefined),
  );
}

/** What does not appear in `happened` could not happen at this firm. */
export function describeLife({ life: { perMinute } }: World, happened: readonly LifeEvent[] = []): Reply {
  return json(200, { perMinute, happened });
}

function isBetween(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function refused(error: string): Reply {
  return json(400, { error });
}
