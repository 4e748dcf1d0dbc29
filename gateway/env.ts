import { fileURLToPath } from 'node:url';
import { callSealSecrets } from '@smarterfirms/platform/call-seal';
import { jsonVariable, listenEnv, readEnv } from '@smarterfirms/platform/environment';
import { signingKey } from '@smarterfirms/platform/service-token';
import { z } from 'zod';
import { limitChanges } from './admission/limits.ts';
import { proxyList } from './identity/client-origin.ts';
import { manifestSource } from './persisted/manifest-source.ts';
import { streamLimitChanges } from './subscription/stream-limits.ts';
import { pollSeconds, supergraphSource } from './supergraph/source/supergraph-source.ts';
import type { UsageSettings } from './usage/usage-reports.ts';

const committedSupergraph = fileURLToPath(new URL('../supergraph.graphql', import.meta.url));

const gatewayVariables = z.object({
  ...listenEnv,
  PORT: listenEnv.PORT.default(4000),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Address of each subgraph's GraphQL endpoint, by its name in supergraph.yaml. */
  SUBGRAPH_URLS: jsonVariable(z.record(z.string(), z.url())),
  /** Our own private key: calls to subgraphs are signed with it. */
  SIGNING_KEY: jsonVariable(signingKey),
  /** Shared with all services: each call to one is sealed with it. What Redis keeps is encrypted by a key made from it. */
  CALL_SEAL_SECRET: callSealSecrets,
  /** Auth's public keys, which access tokens are verified by. */
  JWKS_URL: z.url(),
  /** Auth's list of revoked sessions; by default beside its GraphQL endpoint. */
  REVOCATIONS_URL: z.url().optional(),
  ACCESS_TOKEN_ISSUER: z.string().min(1),
  /** The web application's origin: the only one whose pages may call us. */
  WEB_ORIGIN: z.url(),
  /** Addresses and networks of the web server and of load balancers: only their word about a client's address counts. */
  TRUSTED_PROXIES: z
    .string()
    .default('127.0.0.1,::1')
    .transform((text, context) => {
      try {
        return proxyList(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
        return z.NEVER;
      }
    }),
  /** Whether clients may ask for the schema, and browsers get a page to explore it; by default in development only. */
  INTROSPECTION: z.enum(['on', 'off']).optional(),
  /** Whether the first-party endpoint takes operations that are not registered; by default only where none is. */
  OTHER_OPERATIONS: z.enum(['taken', 'refused']).optional(),
  /** Files of registered operations, separated by commas; they are watched. */
  PERSISTED_OPERATIONS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  /**
   * Redis or Valkey, where several gateways share the budgets of their clients and, encrypted, the answers that idempotency
   * keys repeat; without, each has its own.
   */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected a redis(s) URL' }).optional(),
  /** What differs from the limits in admission/limits.ts, for example {"operationCostMax":2000}. */
  LIMITS: jsonVariable(limitChanges).optional(),
  /** What differs from the limits in subscription/stream-limits.ts, for example {"socketsPerNetwork":5000}. */
  STREAM_LIMITS: jsonVariable(streamLimitChanges).optional(),
  /** Port of the metrics for Prometheus, for the inside of the network only; without it there are none. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** Whether a client's `traceparent` is obeyed, which says whether a trace is recorded too; else it is linked only. */
  TRUSTED_TRACES: z.enum(['on', 'off']).default('off'),
  /** With APOLLO_GRAPH_REF: GraphQL Studio is told which operations and fields are used. */
  APOLLO_KEY: z.string().min(1).optional(),
  /** The graph and its variant in GraphQL Studio. */
  APOLLO_GRAPH_REF: z
    .string()
    .regex(/^[\w-]+@[\w-]+$/, { error: 'expected <graph>@<variant>' })
    .optional(),
  APOLLO_USAGE_REPORTING_INGRESS_URL: z
    .url()
    .default('https://usage-reporting.api.apollographql.com/api/ingress/traces'),
  /** File or URL of the composed supergraph. A file is watched. */
  SUPERGRAPH: z.string().default(committedSupergraph),
  SUPERGRAPH_POLL_SECONDS: pollSeconds,
});

/** Half of it would be nothing, and nobody would notice. */
const gatewayEnv = gatewayVariables.refine((env) => !env.APOLLO_KEY === !env.APOLLO_GRAPH_REF, {
  path: ['APOLLO_GRAPH_REF'],
  error: 'expected together with APOLLO_KEY, or neither of them',
});

/** The configuration of the gateway. Ends the process when it is not valid. */
export function readGatewayEnv() {
  const env = readEnv(gatewayEnv);
  return {
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    development: env.NODE_ENV !== 'production',
    introspection: env.INTROSPECTION ? env.INTROSPECTION === 'on' : env.NODE_ENV !== 'production',
    subgraphUrls: env.SUBGRAPH_URLS,
    signingKey: env.SIGNING_KEY,
    callSealSecrets: env.CALL_SEAL_SECRET,
    jwksUrl: env.JWKS_URL,
    revocationsUrl: env.REVOCATIONS_URL,
    issuer: env.ACCESS_TOKEN_ISSUER,
    webOrigin: env.WEB_ORIGIN,
    trustedProxies: env.TRUSTED_PROXIES,
    persistedOperations: manifestSource(env.PERSISTED_OPERATIONS),
    otherOperations: env.OTHER_OPERATIONS && env.OTHER_OPERATIONS === 'taken',
    redisUrl: env.REDIS_URL,
    limits: env.LIMITS,
    streamLimits: env.STREAM_LIMITS,
    metricsPort: env.METRICS_PORT,
    trustedTraces: env.TRUSTED_TRACES === 'on',
    usageReports: usageReports(env),
    supergraph: supergraphSource(env.SUPERGRAPH, env.SUPERGRAPH_POLL_SECONDS * 1_000),
  };
}

function usageReports({
  APOLLO_KEY: key,
  APOLLO_GRAPH_REF: graphRef,
  APOLLO_USAGE_REPORTING_INGRESS_URL: url,
}: z.output<typeof gatewayEnv>): UsageSettings | undefined {
  return key && graphRef ? { key, graphRef, url } : undefined;
}
