import { SteppedClock } from '../clock.ts';
import { type ClioSimulator, createClioSimulator, defaultRedirectUris } from '../simulator.ts';
import { Clio, read, type SimulatorSide } from './clio.ts';
import { freshly } from './sign-in.ts';

/**
 * A simulator to check the list against, without a rate limit but where a check sets one. Its clock stands still unless
 * a check steps it.
 */
export function startSimulator(): Promise<ClioSimulator> {
  return createClioSimulator({
    clock: SteppedClock.standingStill(),
    size: 2000,
    rateLimit: 0,
    webhookLoopbackHttp: true,
  });
}

/** What the checks need to know of it. `origin` may be that of a proxy before it. */
export function sideOf(simulator: ClioSimulator, origin = simulator.hosts.us): SimulatorSide {
  const [firm] = simulator.world.firms;
  const owner = firm?.tables.users.rows.find((user) => user.owner);
  if (!firm || !owner) throw new Error('Expected a first firm with an owner');
  return {
    origins: { ...simulator.hosts, us: origin },
    redirectUri: defaultRedirectUris[0] ?? '',
    clientId: simulator.world.application.clientId,
    clientSecret: simulator.world.application.clientSecret,
    login: owner.email,
    accountId: firm.account.id,
    control: (method, action, body) =>
      read(`${method} /_control/${action}`, `${simulator.url}/_control/${action}`, {
        method,
        ...(body && { body: JSON.stringify(body) }),
      }),
  };
}

/** Seen with a token that nothing was asked with yet: checks step the clock, revoke and count. */
export function signedIn(side: SimulatorSide, origin: string): Promise<Clio> {
  return freshly(new Clio(origin, '', side));
}
