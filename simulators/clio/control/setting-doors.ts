import { isPeak } from '../api/peak-hours.ts';
import type { RateSetting } from '../api/rate-limit.ts';
import { json, type Reply } from '../http/exchange.ts';
import { regionNames } from '../region.ts';
import type { World } from '../world.ts';
import { type Body, booleanIn, ControlError, numberIn } from './control-input.ts';

/**
 * The part of the control door that sets what may change while the simulator runs: clock, rate limit, tokens, versions.
 * Undefined when it is about something else.
 */
export async function answerSettingControl(
  action: string,
  world: World,
  readObject: () => Promise<Body>,
): Promise<Reply | undefined> {
  switch (action) {
    case 'GET clock':
      return clock(world);
    case 'POST clock': {
      const body = await readObject();
      const steps = body['advanceSeconds'] === undefined ? 0 : numberIn(body, 'advanceSeconds', 0, 10 * 365 * 86_400);
      if (body['skewSeconds'] !== undefined) world.clock.skewSeconds = numberIn(body, 'skewSeconds', -1e9, 1e9);
      else if (body['advanceSeconds'] === undefined)
        throw new ControlError(400, 'Expected advanceSeconds or skewSeconds');
      world.clock.advance(steps);
      return clock(world);
    }
    case 'GET rate':
      return rate(world);
    case 'POST rate':
      world.rate.set(rateFrom(await readObject()));
      return rate(world);
    case 'GET oauth':
      return json(200, world.grants.options);
    case 'POST oauth': {
      const body = await readObject();
      if (body['rotateRefreshToken'] !== undefined) {
        world.grants.options.rotateRefreshToken = booleanIn(body, 'rotateRefreshToken');
      }
      if (body['accessTokenSeconds'] !== undefined) {
        world.grants.options.accessTokenSeconds = numberIn(body, 'accessTokenSeconds', 1, 31_536_000);
      }
      return json(200, world.grants.options);
    }
    case 'GET versions':
      return json(200, world.versions);
    case 'POST versions': {
      const wanted = { ...world.versions, ...(await readObject()) };
      const newest = numberIn(wanted, 'newest', 0, 99);
      const oldest = numberIn(wanted, 'oldest', 0, newest);
      Object.assign(world.versions, { newest, oldest, default: numberIn(wanted, 'default', oldest, newest) });
      return json(200, world.versions);
    }
    default:
      return undefined;
  }
}

function clock({ clock }: World): Reply {
  return json(200, { now: new Date(clock.now()).toISOString(), skewSeconds: clock.skewSeconds });
}

function rate({ rate, clock }: World): Reply {
  const now = regionNames.map((region) => [
    region,
    { peak: isPeak(region, clock.now()), limit: rate.setting.limit === 0 ? 0 : rate.limitIn(region) },
  ]);
  return json(200, { ...rate.setting, now: Object.fromEntries(now) });
}

function rateFrom(body: Body): Partial<RateSetting> {
  const setting: Partial<RateSetting> = {};
  if (body['limit'] !== undefined) setting.limit = numberIn(body, 'limit', 0, 1_000_000);
  if (body['windowSeconds'] !== undefined) setting.windowSeconds = numberIn(body, 'windowSeconds', 1, 86_400);
  if (body['offPeakLimit'] !== undefined) {
    setting.offPeakLimit = body['offPeakLimit'] === null ? null : numberIn(body, 'offPeakLimit', 1, 1_000_000);
  }
  if (body['endpoints'] !== undefined) {
    const endpoints = body['endpoints'];
    if (typeof endpoints !== 'object' || endpoints === null) {
      throw new ControlError(400, 'endpoints must name collections and their limits: {"matters": 10}');
    }
    const own = endpoints as Body;
    setting.endpoints = Object.fromEntries(Object.keys(own).map((name) => [name, numberIn(own, name, 1, 1_000_000)]));
  }
  return setting;
}
