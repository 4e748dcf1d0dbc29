import { createServer } from 'node:http';
import { BlockList } from 'node:net';
import { createCallSealer } from '@smarterfirms/platform/call-seal';
import { listen } from '@smarterfirms/platform/listen';
import type { Log } from '@smarterfirms/platform/log';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { createAdmission } from './admission/admission.ts';
import { createDocumentDeposit } from './admission/document-deposit.ts';
import { changedLimits } from './admission/limits.ts';
import { openBudgets } from './budget/open-budgets.ts';
import { DeprecationUsage } from './contract/deprecation-usage.ts';
import type { GatewayOptions, RunningGateway } from './gateway-options.ts';
import { allowedOrigins } from './http/cors.ts';
import { drainable } from './http/drain-connections.ts';
import { createGraphQLEndpoint } from './http/graphql-endpoint.ts';
import { createHttpStreams } from './http/http-streams.ts';
import { createPages } from './http/pages.ts';
import { createPassThrough } from './http/pass-through.ts';
import { createReadiness } from './http/readiness.ts';
import { idempotentOperations } from './idempotency/idempotent-operations.ts';
import { openAnswers } from './idempotency/open-answers.ts';
import { createAccessTokenVerifier } from './identity/access-token.ts';
import { createApiKeyAuthenticate } from './identity/api-keys.ts';
import { createAuthenticate } from './identity/authenticate.ts';
import { createClientOrigin } from './identity/client-origin.ts';
import { watchRevocations } from './identity/revocations.ts';
import { typicalPrincipals } from './identity/typical-principals.ts';
import { createGatewayMetrics, type GatewayMetrics, type OperationRecord } from './metrics/gateway-metrics.ts';
import { serveMetrics } from './metrics/metrics-server.ts';
import { runOperation } from './operation/run-operation.ts';
import { sharedOperations } from './operation/shared-operations.ts';
import { rememberedDocuments } from './persisted/documents.ts';
import { connectRedis } from './redis-connection.ts';
import { expectShortLivedRequests } from './short-lived-requests.ts';
import { attachClientSocket } from './subscription/client-socket.ts';
import { changedStreamLimits } from './subscription/stream-limits.ts';
import { loadProduct } from './supergraph/load-product.ts';
import { nextSnapshot } from './supergraph/next-snapshot.ts';
import { type Release, releaseSource } from './supergraph/release.ts';
import { keepReloading } from './supergraph/reload.ts';
import { Serving } from './supergraph/serving.ts';
import { fixedSource } from './supergraph/source/source.ts';
import { Connections } from './upstream/connections.ts';
import { createDataSource } from './upstream/data-source.ts';
import { createUpstreamSocket } from './upstream/upstream-socket.ts';
import { Writes } from './upstream/writes.ts';
import type { UsageReports, UsageSettings } from './usage/usage-reports.ts';

/**
 * Builds the gateway and listens. What depends on the supergraph is in snapshots, of which one is served at a time; what is
 * built here outlives them: the server and its sockets, connections to subgraphs, identities, budgets, metrics.
 */
export async function serveGateway(options: GatewayOptions): Promise<RunningGateway> {
  expectShortLivedRequests();
  const { host, port, log, issuer, jwksUrl, introspection, share = true, resilience } = options;
  let metrics: GatewayMetrics | undefined;
  // It connects while the supergraph is read and planned.
  const redis = options.redisUrl ? connectRedis(options.redisUrl, log) : undefined;
  const writes = new Writes();
  const run = share ? sharedOperations(writes) : runOperation;
  const signer = await createServiceTokenSigner('gateway', options.signingKey);
  const seal = createCallSealer(options.callSealSecrets);
  const connections = new Connections((name, url) => ({
    source: createDataSource({
      name,
      url,
      signer,
      seal,
      log,
      share,
      writes,
      cache: true,
      resilience,
      observe: (outcome, ms) => metrics?.subgraphCall(name, outcome, ms),
    }),
    socket: createUpstreamSocket({ name, url, signer, log }),
  }));
  const { subgraphUrls, otherOperations, anyAccess } = options;
  const remembered = { main: rememberedDocuments(), contract: rememberedDocuments() };
  const snapshotParts = {
    load: (release: Release) =>
      loadProduct(release, { introspection, subgraphUrls, otherOperations, anyAccess, remembered }),
    connections,
    principals: typicalPrincipals,
    log,
  };
  const source = releaseSource(options.supergraph, options.persistedOperations ?? fixedSource([]));
  const first = await source.read();
  const serving = new Serving(await nextSnapshot(first, snapshotParts));

  const verifier = createAccessTokenVerifier({ jwksUrl, issuer, log });
  const revocations = watchRevocations({
    url: options.revocationsUrl ?? new URL('/revocations', jwksUrl).href,
    signer,
    seal,
    log,
    ...(options.revocationsIntervalMs ? { intervalMs: options.revocationsIntervalMs } : {}),
  });
  const authenticate = createAuthenticate(verifier, revocations);
  const clientOrigin = createClientOrigin(options.trustedProxies ?? new BlockList());
  const origins = allowedOrigins(options.webOrigin, options.development);
  const budgets = openBudgets(redis, log);
  const limits = changedLimits(options.limits);
  const admit = createAdmission({ budgets, limits });
  const deposit = createDocumentDeposit({ budgets, limits });
  const { costInAnswers = true } = options;
  const deprecations = new DeprecationUsage();
  const streamLimits = changedStreamLimits(options.streamLimits);
  const streams = createHttpStreams(streamLimits);
  const usage = options.usageReports && (await startReports(options.usageReports, log));
  const count = (record: OperationRecord) => {
    metrics?.operation(record);
    usage?.operation(record);
  };

  const forAll = {
    clientOrigin,
    log,
    admit,
    run,
    deposit,
    costInAnswers,
    trustedTraces: options.trustedTraces,
    subscriptions: { revocations, streams },
    count,
  };
  const endpoint = createGraphQLEndpoint({
    ...forAll,
    graph: () => serving.use('main'),
    authenticate,
    origins,
    sandbox: introspection,
  });
  const answers = openAnswers(redis, options.callSealSecrets, log);
  const publicEndpoint = createGraphQLEndpoint({
    ...forAll,
    graph: () => serving.use('contract'),
    run: idempotentOperations(run, answers),
    authenticate: createApiKeyAuthenticate({ url: new URL('/api-keys/verify', jwksUrl).href, signer, seal, log }),
    // A key belongs on a server: no page of anybody's may call from a browser.
    origins: new Set<string>(),
    sandbox: false,
    deprecations,
  });
  const readiness = createReadiness(() => serving.current.main.dataSources, redis && budgets);
  const clioUrl = subgraphUrls['clio'];
  const clio = clioUrl ? createPassThrough('clio', new URL(clioUrl).origin, log) : undefined;
  const hasPublicApi = () => serving.current.contract !== undefined;
  const pages = createPages({ log, readiness: readiness.handler, hasPublicApi, introspection, clio });
  // Nearly all requests are operations: they do not pass through Express, which costs more than running a small one.
  const httpServer = createServer((request, response) => {
    if (isAt('/graphql', request.url)) void endpoint(request, response);
    else if (isAt('/api/graphql', request.url) && hasPublicApi()) void publicEndpoint(request, response);
    else pages(request, response);
  });
  const drain = drainable(httpServer);
  const clientSocket = attachClientSocket({
    httpServer,
    graph: () => serving.use('main'),
    authenticate,
    revocations,
    clientOrigin,
    log,
    origins,
    limits: streamLimits,
    run,
    trustedTraces: options.trustedTraces,
    admit,
    deposit,
    costInAnswers,
    count,
  });
  if (options.metricsPort !== undefined) {
    metrics = createGatewayMetrics({
      dataSources: () => serving.current.main.dataSources,
      supergraph: () => serving.current.id,
      snapshots: () => serving.open,
      connections: () => connections.count,
      budgets,
      deprecations,
      openStreams: () => streams.count,
      openSockets: () => clientSocket.open,
    });
  }
  const metricsServer = metrics && (await serveMetrics(metrics, { host, port: options.metricsPort ?? 0 }));
  await redis?.begun;
  const url = `${await listen(httpServer, { host, port })}/graphql`;
  log.info({ url, supergraph: serving.current.id }, 'the gateway is listening');
  const reloading = keepReloading({
    ...snapshotParts,
    source,
    serving,
    first,
    count: (outcome) => metrics?.reload(outcome),
  });

  let stopped: Promise<void> | undefined;
  return { url, metricsUrl: metricsServer?.url, reload: reloading.reload, stop: () => (stopped ??= stop()) };

  async function stop(): Promise<void> {
    readiness.drain();
    await reloading.stop();
    streams.stop();
    await clientSocket.stop();
    await drain();
    await Promise.all([
      serving.close(),
      clio?.close(),
      revocations.stop(),
      budgets.close(),
      redis?.close(),
      metricsServer?.stop(),
      usage?.stop(),
    ]);
    verifier.stop();
  }
}

/** Protocol Buffers and all that are loaded only where somebody wants reports. */
async function startReports(settings: UsageSettings, log: Log): Promise<UsageReports> {
  const { startUsageReports } = await import('./usage/usage-reports.ts');
  return startUsageReports(settings, log);
}

function isAt(path: string, url = ''): boolean {
  return url === path || url.startsWith(`${path}?`);
}
