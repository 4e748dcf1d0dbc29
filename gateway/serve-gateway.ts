import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, BlockList } from 'node:net';
import type { Log } from '@smarterfirms/platform/log';
import { createServiceTokenSigner } from '@smarterfirms/platform/service-token';
import express from 'express';
import type { JWK } from 'jose';
import { createAdmission } from './admission/admission.ts';
import { changedLimits, type LimitChanges } from './admission/limits.ts';
import { openBudgets } from './budget/open-budgets.ts';
import { contractSupergraph, publicTag } from './contract/contract.ts';
import { DeprecationUsage } from './contract/deprecation-usage.ts';
import { allowedOrigins } from './http/cors.ts';
import { drainable } from './http/drain-connections.ts';
import { answerMistakes, answerUnknownPath } from './http/error-answer.ts';
import { explorer } from './http/explorer.ts';
import { createGraphQLEndpoint } from './http/graphql-endpoint.ts';
import { createHttpStreams } from './http/http-streams.ts';
import { createPassThrough } from './http/pass-through.ts';
import { createReadiness } from './http/readiness.ts';
import { requestLog } from './http/request-log.ts';
import { createAccessTokenVerifier } from './identity/access-token.ts';
import { createApiKeyAuthenticate } from './identity/api-keys.ts';
import { createAuthenticate } from './identity/authenticate.ts';
import { createClientOrigin } from './identity/client-origin.ts';
import { watchRevocations } from './identity/revocations.ts';
import { createGatewayMetrics, type GatewayMetrics, type OperationRecord } from './metrics/gateway-metrics.ts';
import { serveMetrics } from './metrics/metrics-server.ts';
import { createOperations } from './operation/operations.ts';
import { automaticDocuments, registeredDocuments } from './persisted/documents.ts';
import type { PersistedOperation } from './persisted/manifest.ts';
import { attachClientSocket } from './subscription/client-socket.ts';
import type { SocketLimits } from './subscription/open-sockets.ts';
import { loadSupergraph } from './supergraph/supergraph.ts';
import { createDataSource } from './upstream/data-source.ts';
import type { HttpDataSource } from './upstream/http-source.ts';
import type { ResilienceOptions } from './upstream/resilience.ts';
import { createUpstreamSocket, type UpstreamSocket } from './upstream/upstream-socket.ts';

export interface GatewayOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  log: Log;
  supergraphSdl: string;
  /** By subgraph name; every subgraph of the supergraph needs one. */
  subgraphUrls: Readonly<Record<string, string>>;
  signingKey: JWK;
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
  /** What the web application sends, by id. */
  persistedOperations?: readonly PersistedOperation[] | undefined;
  /** Whether the first-party endpoint and its sockets take any other operation; yes where none is registered. */
  otherOperations?: boolean | undefined;
  /** Where the metrics are served, for the inside of the network only; nowhere by default. 0 takes any free port. */
  metricsPort?: number | undefined;
  socketLimits?: SocketLimits | undefined;
  /** What differs from the limits in admission/limits.ts. */
  limits?: LimitChanges | undefined;
  /** Redis or Valkey, where several gateways share budgets; this process counts on its own without. */
  redisUrl?: string | undefined;
  /** Whether answers tell in `extensions.cost` what they cost; yes by default. */
  costInAnswers?: boolean;
}

export interface RunningGateway {
  /** Of the GraphQL endpoint. */
  url: string;
  /** Of the metrics, where they are served. */
  metricsUrl?: string | undefined;
  /** Takes no new work, lets what is under way end, and tells open sockets to go elsewhere. */
  stop(): Promise<void>;
}

/** Builds the gateway and listens. */
export async function serveGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { host, port, log, issuer, jwksUrl, introspection, share = true, resilience } = options;
  let metrics: GatewayMetrics | undefined;
  const supergraph = loadSupergraph(options.supergraphSdl);
  const signer = await createServiceTokenSigner('gateway', options.signingKey);
  const urls = supergraph.subgraphs.map((name) => [name, urlOf(name, options.subgraphUrls)] as const);
  const dataSources: Record<string, HttpDataSource> = Object.fromEntries(
    urls.map(([name, url]) => [
      name,
      createDataSource({
        name,
        url,
        signer,
        log,
        share,
        cache: true,
        resilience,
        observe: (outcome, ms) => metrics?.subgraphCall(name, outcome, ms),
      }),
    ]),
  );
  const upstreamSockets: Record<string, UpstreamSocket> = Object.fromEntries(
    urls.map(([name, url]) => [name, createUpstreamSocket({ name, url, signer, log })]),
  );
  const verifier = createAccessTokenVerifier({ jwksUrl, issuer, log });
  const revocations = watchRevocations({
    url: options.revocationsUrl ?? new URL('/revocations', jwksUrl).href,
    signer,
    log,
    ...(options.revocationsIntervalMs ? { intervalMs: options.revocationsIntervalMs } : {}),
  });
  const authenticate = createAuthenticate(verifier, revocations);
  const operations = createOperations(supergraph, { introspection });
  const origins = allowedOrigins(options.webOrigin, options.development);

  const budgets = await openBudgets(options.redisUrl, log);
  const admit = createAdmission({ budgets, limits: changedLimits(options.limits) });
  const costInAnswers = options.costInAnswers ?? true;
  const clientOrigin = createClientOrigin(options.trustedProxies ?? new BlockList());

  const streams = createHttpStreams();
  const subscriptions = { upstreamSockets, revocations, streams };
  const deprecations = new DeprecationUsage();
  const count = (record: OperationRecord) => metrics?.operation(record);
  const app = express();
  app.disable('x-powered-by');
  const { persistedOperations: registered = [], otherOperations = registered.length === 0 } = options;
  const documents = otherOperations ? automaticDocuments(registered) : registeredDocuments(registered);
  const endpoint = createGraphQLEndpoint({
    operations,
    documents,
    dataSources,
    authenticate,
    clientOrigin,
    origins,
    log,
    sandbox: introspection,
    admit,
    costInAnswers,
    subscriptions,
    count,
  });
  const contract = contractSupergraph(options.supergraphSdl, publicTag);
  const publicEndpoint = contract
    ? createGraphQLEndpoint({
        operations: createOperations(loadSupergraph(contract), { introspection: true }),
        documents: automaticDocuments(),
        dataSources,
        authenticate: createApiKeyAuthenticate({ url: new URL('/api-keys/verify', jwksUrl).href, signer, log }),
        clientOrigin,
        // A key belongs on a server: no page of anybody's may call from a browser.
        origins: new Set<string>(),
        log,
        sandbox: false,
        admit,
        costInAnswers,
        subscriptions,
        deprecations,
        count,
      })
    : undefined;
  // Nearly all requests are operations: they do not pass through Express, which costs more than running a small one.
  const httpServer = createServer((request, response) => {
    if (isAt('/graphql', request.url)) void endpoint(request, response);
    else if (publicEndpoint && isAt('/api/graphql', request.url)) void publicEndpoint(request, response);
    else (app as RequestListener)(request, response);
  });
  const drain = drainable(httpServer);
  const readiness = createReadiness(dataSources, options.redisUrl ? budgets : undefined);
  const clio = options.subgraphUrls['clio'];
  const passThrough = clio ? createPassThrough('clio', new URL(clio).origin, log) : undefined;

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/ready', readiness.handler);
  app.use(requestLog(log));
  if (publicEndpoint) {
    const headers = { authorization: 'Bearer <your API key>' };
    app.use(explorer({ path: '/api/explorer', endpoint: '/api/graphql', headers }));
  }
  if (introspection) {
    const headers = { authorization: 'Bearer <an access token>' };
    app.use(explorer({ path: '/explorer', endpoint: '/graphql', headers }));
  }
  if (passThrough) {
    app.get('/clio/callback', passThrough.handler);
    app.post('/clio/webhooks/*path', passThrough.handler);
  }
  app.use(answerUnknownPath);
  app.use(answerMistakes);
  const clientSocket = attachClientSocket({
    httpServer,
    operations,
    documents,
    dataSources,
    upstreamSockets,
    authenticate,
    revocations,
    clientOrigin,
    log,
    origins,
    limits: options.socketLimits,
    admit,
    count,
  });
  if (options.metricsPort !== undefined) {
    metrics = createGatewayMetrics({
      dataSources,
      budgets,
      deprecations,
      openStreams: () => streams.count,
      openSockets: () => clientSocket.open,
    });
  }
  const metricsServer = metrics && (await serveMetrics(metrics, { host, port: options.metricsPort ?? 0 }));

  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(port, host, resolve);
  });
  const url = `http://${host}:${(httpServer.address() as AddressInfo).port}/graphql`;
  log.info({ url }, 'the gateway is listening');

  let stopped: Promise<void> | undefined;
  return { url, metricsUrl: metricsServer?.url, stop: () => (stopped ??= stop()) };

  async function stop(): Promise<void> {
    readiness.drain();
    streams.stop();
    await clientSocket.stop();
    await drain();
    await Promise.all([
      ...Object.values(upstreamSockets).map((socket) => socket.close()),
      ...Object.values(dataSources).map((source) => source.close()),
      passThrough?.close(),
      revocations.stop(),
      budgets.close(),
      metricsServer?.stop(),
    ]);
    verifier.stop();
  }
}

function isAt(path: string, url = ''): boolean {
  return url === path || url.startsWith(`${path}?`);
}

function urlOf(name: string, urls: Readonly<Record<string, string>>): string {
  const url = urls[name];
  if (!url) throw new Error(`SUBGRAPH_URLS has no address for the subgraph "${name}".`);
  return url;
}
