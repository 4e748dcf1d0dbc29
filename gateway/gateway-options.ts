import type { BlockList } from 'node:net';
import type { Log } from '@smarterfirms/platform/log';
import type { JWK } from 'jose';
import type { LimitChanges } from './admission/limits.ts';
import type { PersistedOperation } from './persisted/manifest.ts';
import type { StreamLimitChanges } from './subscription/stream-limits.ts';
import type { ReloadOutcome } from './supergraph/reload.ts';
import type { Source } from './supergraph/source/source.ts';
import type { ResilienceOptions } from './upstream/resilience.ts';
import type { UsageSettings } from './usage/usage-reports.ts';

export interface GatewayOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  log: Log;
  /** The composed supergraph; a new one is served as soon as there is one. */
  supergraph: Source<string>;
  /** By subgraph name; every subgraph of the supergraph needs one. */
  subgraphUrls: Readonly<Record<string, string>>;
  signingKey: JWK;
  /** Shared with all services; the first one seals our calls to them. */
  callSealSecrets: readonly string[];
  jwksUrl: string;
  /** Auth's list of revoked sessions; by default beside its GraphQL endpoint. */
  revocationsUrl?: string | undefined;
  /** Between two looks at it; 5 seconds by default. */
  revocationsIntervalMs?: number;
  issuer: string;
  webOrigin: string;
  /** Whose word about the client's address counts; nobody's by default. */
  trustedProxies?: BlockList | undefined;
  introspection: boolean;
  /** Whether the same queries of the same principal at the same time are one request to a subgraph; on by default. */
  share?: boolean | undefined;
  /** When a subgraph that fails is left alone. */
  resilience?: ResilienceOptions | undefined;
  development: boolean;
  /** What the web application sends, by id; it may change together with the supergraph. */
  persistedOperations?: Source<readonly PersistedOperation[]> | undefined;
  /** Whether the first-party endpoint and its sockets take any other operation; yes where none is registered. */
  otherOperations?: boolean | undefined;
  /** Takes a supergraph with fields that state nobody's access as well; for graphs that are not the product's. */
  anyAccess?: boolean | undefined;
  /** Where the metrics are served, for the inside of the network only; nowhere by default. 0 takes any free port. */
  metricsPort?: number | undefined;
  /** Whether a client's `traceparent` is obeyed, recording included; by default it is linked only. */
  trustedTraces?: boolean | undefined;
  /** Where GraphQL Studio is told what is used; nowhere by default. */
  usageReports?: UsageSettings | undefined;
  /** What differs from the limits in subscription/stream-limits.ts. */
  streamLimits?: StreamLimitChanges | undefined;
  /** What differs from the limits in admission/limits.ts. */
  limits?: LimitChanges | undefined;
  /** Redis or Valkey, where several gateways share budgets and the answers of idempotency keys; without, each has its own. */
  redisUrl?: string | undefined;
  /** Whether answers tell in `extensions.cost` what they cost; yes by default. */
  costInAnswers?: boolean;
}

export interface RunningGateway {
  /** Of the GraphQL endpoint. */
  url: string;
  /** Of the metrics, where they are served. */
  metricsUrl?: string | undefined;
  /** Looks now whether there is a new supergraph. */
  reload(): Promise<ReloadOutcome>;
  /** Takes no new work, lets what is under way end, and tells open sockets to go elsewhere. */
  stop(): Promise<void>;
}
