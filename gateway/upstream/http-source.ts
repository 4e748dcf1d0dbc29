import type { GraphQLDataSource } from '@apollo/gateway';
import { type CallSealer, callSealHeader } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import { Pool } from 'undici';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import type { CallOutcome } from '../metrics/gateway-metrics.ts';
import { cachingCalls } from './cached-calls.ts';
import { type Exchanged, exchange } from './exchange.ts';
import { identityOf } from './identity.ts';
import { Abandoned, createResilience, isLeftAlone, NotReached, type ResilienceOptions } from './resilience.ts';
import { SharedFlights } from './shared-flights.ts';
import { isSafeCall, type SubgraphAnswer, type SubgraphCall } from './subgraph-call.ts';
import { Writes } from './writes.ts';

/** What fetches from a subgraph: compiled plans by `call`, the stock executor by `process`. */
export interface SubgraphSource extends GraphQLDataSource {
  call(call: SubgraphCall): Promise<SubgraphAnswer>;
}

/** One source per subgraph, by its name. */
export type DataSources = Record<string, SubgraphSource>;
type FetchOptions = Parameters<GraphQLDataSource['process']>[0];
type FetchResult = Awaited<ReturnType<GraphQLDataSource['process']>>;

export interface HttpSourceOptions {
  /** The subgraph's name. */
  name: string;
  url: string;
  /** What a call carries besides its content type, for whom it is made. */
  headersOf(context: OperationContext): Record<string, string> | Promise<Record<string, string>>;
  /**
   * Seals each attempt, where calls carry a token of our own in `authorization`: that one was refused (401) is nothing to tell
   * a client of.
   */
  seal?: CallSealer | undefined;
  /** For one call, from connecting to the last byte. */
  timeoutMs?: number | undefined;
  /** Of one answer; more is not read. */
  responseBytesMax?: number | undefined;
  log: Log;
  /** Told how each call ended and how long it took. */
  observe?: ((outcome: CallOutcome, ms: number) => void) | undefined;
  /**
   * Whether the same queries of the same principal at the same time are one request. One that comes after a write has ended,
   * to whichever subgraph, joins none that began before.
   */
  share?: boolean | undefined;
  /** The writes of all subgraphs; this one's own where it is left out. */
  writes?: Writes | undefined;
  /** Whether answers are kept for as long as the subgraph allows, per principal. */
  cache?: boolean | undefined;
  resilience?: ResilienceOptions | undefined;
}

export interface HttpDataSource extends SubgraphSource {
  /** Whether it is left alone because it failed too often. */
  readonly leftAlone: boolean;
  /** Whether the service answers that it lives. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

const connectionsMax = 64;
const connectTimeoutMs = 2_000;

/**
 * What servers make of errors differs: some write null for what an error does not have, or nothing where the message should
 * be. That must not cost the data beside it.
 */
const reportedErrors = z.array(
  z
    .object({
      message: z.string().catch(''),
      path: z
        .array(z.union([z.string(), z.number()]))
        .optional()
        .catch(undefined),
      extensions: z.record(z.string(), z.unknown()).optional().catch(undefined),
    })
    .catch({ message: '' }),
);

/**
 * Calls one subgraph over pooled connections. Whatever goes wrong on the way becomes one error of the fields that were
 * asked here.
 */
export function createHttpSource({
  name,
  url,
  headersOf,
  seal,
  timeoutMs = 10_000,
  responseBytesMax = 20_000_000,
  log: ownLog,
  observe,
  share = false,
  writes = new Writes(),
  cache = false,
  resilience: resilienceOptions,
}: HttpSourceOptions): HttpDataSource {
  const { origin, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const pool = new Pool(origin, {
    connections: connectionsMax,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

  const resilience = createResilience(name, ownLog, resilienceOptions);
  const flights = new SharedFlights<Exchanged>();
  const direct = ({ body, context, read }: SubgraphCall) => send(body, context, read);
  const call = cache ? cachingCalls(direct) : direct;

  return {
    get leftAlone() {
      return resilience.open;
    },
    call,
    async process({ request: { query, variables, operationName }, context }: FetchOptions): Promise<FetchResult> {
      const body = JSON.stringify({ query, variables, operationName });
      return (await send(body, context as unknown as OperationContext, JSON.parse)) as FetchResult;
    },
    async reachable() {
      try {
        const { statusCode, body } = await pool.request({
          path: '/health',
          method: 'GET',
          signal: AbortSignal.timeout(connectTimeoutMs),
        });
        await body.dump();
        return statusCode === 200;
      } catch {
        return false;
      }
    },
    close: () => pool.destroy(),
  };

  /** Everybody gets an answer of their own: what is put together from it must not show in another one's. */
  async function send(
    body: string,
    context: OperationContext,
    read: (text: string) => unknown,
  ): Promise<SubgraphAnswer> {
    const { requestId, cancellation, principal } = context;
    try {
      const { text, headers } = await (share && isSafeCall(body)
        ? flights.share(`${writes.count} ${identityOf(principal)} ${body}`, cancellation, (shared) =>
            request(body, { ...context, cancellation: shared }),
          )
        : request(body, context));
      return { ...graphQLAnswer(read(text)), ...keptFor(headers['cache-control']) };
    } catch (error) {
      if (!cancellation?.cancelled && !isLeftAlone(error))
        context.log.error({ err: error, subgraph: name, requestId }, 'a subgraph did not answer properly');
      return unavailable(name);
    } finally {
      if (!isSafeCall(body)) writes.ended();
    }
  }

  function request(body: string, context: OperationContext): Promise<Exchanged> {
    const headers = headersOf(context);
    return headers instanceof Promise
      ? headers.then((ready) => requestWith(ready, body, context))
      : requestWith(headers, body, context);
  }

  function requestWith(headers: Record<string, string>, body: string, context: OperationContext): Promise<Exchanged> {
    headers['content-type'] = 'application/json';
    headers['accept'] = 'application/json';
    const { cancellation, mutationSent } = context;
    const sent = isSafeCall(body) ? undefined : mutationSent;
    const bounds = { cancellation, timeoutMs, responseBytesMax, sent };
    const startedAt = performance.now();
    const ended = (outcome: CallOutcome) => observe?.(outcome, performance.now() - startedAt);
    const exchanged = resilience.run(isSafeCall(body), async () => {
      // For every attempt anew: one that arrived, although nobody heard of it, has used its seal up.
      if (seal) headers[callSealHeader] = seal(headers['authorization'] ?? '', body);
      const exchanged = await exchange(pool, { path, method: 'POST', headers, body }, bounds);
      const { status, headers: received } = exchanged;
      if (awayStatuses.has(status)) throw new NotReached(`the subgraph is away: ${status}`);
      if (status === 401 && seal) throw new Error('the subgraph refused our service token or its seal');
      // A GraphQL server answers 4xx with errors in the body, too; they are ours to pass on.
      if (!/json/.test(String(received['content-type']))) throw new Error('the answer is no JSON');
      return exchanged;
    });
    if (observe)
      exchanged.then(
        () => ended('answered'),
        (error: unknown) => ended(outcomeOf(error)),
      );
    return exchanged;
  }
}

function outcomeOf(error: unknown): CallOutcome {
  if (isLeftAlone(error)) return 'left-alone';
  return error instanceof Abandoned ? 'abandoned' : 'failed';
}

/** What proxies answer for a service that is away, restarting or overloaded. */
const awayStatuses = new Set([502, 503, 504]);

/** How long the answer may be kept; nothing where it says nothing. */
function keptFor(cacheControl: string | string[] | undefined): { maxAgeSeconds?: number } {
  if (cacheControl === undefined) return {};
  const maxAge = /(?:^|[\s,])max-age=(\d+)/.exec(String(cacheControl))?.[1];
  return maxAge === undefined || /no-store|no-cache/.test(String(cacheControl))
    ? {}
    : { maxAgeSeconds: Number(maxAge) };
}

/** Takes what a subgraph sent for an answer. Throws where it is none. */
function graphQLAnswer(value: unknown): SubgraphAnswer {
  if (!isObject(value)) throw new Error('the answer is no object');
  const { data, errors } = value;
  if (data === undefined && errors === undefined) throw new Error('the answer has neither data nor errors');
  if (data !== undefined && data !== null && !isObject(data)) throw new Error('the data of the answer is no object');
  if (errors === undefined || errors === null) return { data };
  return { data, errors: reportedErrors.parse(errors) as NonNullable<SubgraphAnswer['errors']> };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unavailable(name: string): SubgraphAnswer {
  return {
    errors: [
      {
        message: `The ${name} service is not answering. Try again in a moment.`,
        extensions: { code: 'SERVICE_UNAVAILABLE' },
      },
    ],
  };
}
