import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Alarms } from './alarms.ts';
import { RateLimit } from './api/rate-limit.ts';
import { SteppedClock } from './clock.ts';
import { Faults } from './control/faults.ts';
import { RequestLog } from './control/request-log.ts';
import { listener } from './http/listener.ts';
import { Life } from './life/life.ts';
import { type GrantRecords, Grants } from './oauth/grants.ts';
import { type RegionName, regionNames } from './region.ts';
import { StateFile } from './state-file.ts';
import type { DeliveryLog } from './webhooks/delivery-log.ts';
import { type WebhookRecords, Webhooks } from './webhooks/webhooks.ts';
import { World } from './world.ts';
import { worldMoment } from './world-moment.ts';

export const sizes = { small: 2_000, medium: 50_000, large: 500_000 } as const;

export interface ClioSimulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Records of the first firm over all six kinds. Default small: 2,000. */
  size?: keyof typeof sizes | number;
  /** The same seed, size and reference date give the same firms. Default `clio`. */
  seed?: string;
  /** The last day of the firms' history, such as `2026-03-02`. Default: today, by the clock. */
  referenceDate?: string;
  /** Default: the machine's. */
  clock?: SteppedClock;
  /** Default `simulator-client`. */
  clientId?: string;
  /** Default `simulator-secret`. */
  clientSecret?: string;
  /** The name on the authorize page. Default `Smarter Firms`. */
  applicationName?: string;
  /** Default: the callback of the product on this machine. */
  redirectUris?: readonly string[];
  /** Requests of one access token in one window, 0 lifts the limit. Default 50. */
  rateLimit?: number;
  /** The same outside of the region's peak hours. Default: no difference, so that a test does not depend on the hour. */
  offPeakRateLimit?: number;
  /** Collections that have a limit of their own, such as `{ matters: 10 }`. Default: none. */
  endpointRateLimits?: Readonly<Record<string, number>>;
  /** Default 60. */
  rateWindowSeconds?: number;
  /** Of the flat fees, how many have the type `FixedFee`, from 0 to 1. Default 0.05. */
  fixedFeeShare?: number;
  /** Whether lists carry `meta.records`. Default true. */
  metaRecords?: boolean;
  /** Whether a refresh gives a new refresh token and ends the old one. Default false. */
  rotateRefreshToken?: boolean;
  /** Default 2,592,000: thirty days. */
  accessTokenSeconds?: number;
  /** How much happens by itself in a minute at the firms that let an application in. Default 0: nothing. */
  lifePerMinute?: number;
  /** Whether webhooks may go to `http` addresses of this machine, beside `https` ones. Default false, as at Clio. */
  webhookLoopbackHttp?: boolean;
  /** How long the receiver of a webhook may take to answer, in the machine's time. Default 5,000. */
  webhookTimeoutMs?: number;
  /** Where tokens, codes and webhooks are kept over a restart. Default: nowhere. */
  stateDirectory?: string;
}

export interface ClioSimulator {
  /** Without a region; `/_control` and `/health` lie here. */
  url: string;
  /** The origin of each region, for the client's settings. */
  hosts: Readonly<Record<RegionName, string>>;
  clock: SteppedClock;
  world: World;
  /** What was asked of it, and a way to wait for it. */
  requests: RequestLog;
  /** What webhooks were sent, and a way to wait for it. */
  deliveries: DeliveryLog;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Generates the firms and listens. */
export async function createClioSimulator(options: ClioSimulatorOptions = {}): Promise<ClioSimulator> {
  const clock = options.clock ?? new SteppedClock();
  const size = options.size ?? 'small';
  const directory = options.stateDirectory;
  const alarms = new Alarms(clock);
  const grants = new Grants(new StateFile<GrantRecords>(directory, 'grants.json'), clock, {
    accessTokenSeconds: options.accessTokenSeconds ?? 2_592_000,
    rotateRefreshToken: options.rotateRefreshToken ?? false,
  });
  const webhooks = new Webhooks(
    { loopbackHttp: options.webhookLoopbackHttp ?? false, timeoutMs: options.webhookTimeoutMs ?? 5_000 },
    { clock, alarms, grants, file: new StateFile<WebhookRecords>(directory, 'webhooks.json') },
  );
  const world = new World(
    {
      clock,
      grants,
      webhooks,
      life: new Life(options.seed ?? 'clio', { clock, alarms }),
      rate: new RateLimit(clock, {
        limit: options.rateLimit ?? 50,
        offPeakLimit: options.offPeakRateLimit ?? null,
        windowSeconds: options.rateWindowSeconds ?? 60,
        endpoints: options.endpointRateLimits ?? {},
      }),
      faults: new Faults(clock),
      log: new RequestLog(),
      application: {
        name: options.applicationName ?? 'Smarter Firms',
        clientId: options.clientId ?? 'simulator-client',
        clientSecret: options.clientSecret ?? 'simulator-secret',
        redirectUris: options.redirectUris ?? defaultRedirectUris,
      },
      metaRecords: options.metaRecords ?? true,
    },
    {
      size: typeof size === 'number' ? size : sizes[size],
      seed: options.seed ?? 'clio',
      fixedFeeShare: options.fixedFeeShare ?? 0.05,
      until: options.referenceDate ?? worldMoment(new StateFile(directory, 'world.json'), clock.now()),
    },
  );

  world.life.setRate(world, options.lifePerMinute ?? 0);

  // A client is the one to close an idle connection: a request that it sends while the server does is lost.
  const server = createServer({ keepAliveTimeout: 65_000 }, listener(world));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      alarms.clear();
      webhooks.dispatcher.close();
      world.log.close();
      server.close(() => resolve());
      server.closeIdleConnections();
    }).then(() => world.objects.close());
  return {
    url,
    hosts: Object.fromEntries(regionNames.map((region) => [region, `${url}/${region}`])) as Record<RegionName, string>,
    clock,
    world,
    requests: world.log,
    deliveries: webhooks.dispatcher.log,
    close,
    [Symbol.asyncDispose]: close,
  };
}

export const defaultRedirectUris: readonly string[] = [
  'http://localhost:3000/clio/callback',
  'http://127.0.0.1:3000/clio/callback',
];
