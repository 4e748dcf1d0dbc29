import type { GraphQLDataSource } from '@apollo/gateway';
import { type Dispatcher, Pool } from 'undici';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import type { SubgraphAnswer, SubgraphCall } from './subgraph-call.ts';

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
  headersOf(context: OperationContext): Promise<Record<string, string>>;
  /** For one call, from connecting to the last byte. */
  timeoutMs?: number | undefined;
  /** Of one answer; more is not read. */
  responseBytesMax?: number | undefined;
}

export interface HttpDataSource extends SubgraphSource {
  /** Whether the service answers that it lives. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

const connectionsMax = 64;
const connectTimeoutMs = 2_000;

const reportedErrors = z.array(
  z.object({
    message: z.string(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
    extensions: z.record(z.string(), z.unknown()).optional(),
  }),
);

/**
 * Calls one subgraph over pooled connections. Whatever goes wrong on the way becomes one error of the fields that were
 * asked here.
 */
export function createHttpSource({
  name,
  url,
  headersOf,
  timeoutMs = 10_000,
  responseBytesMax = 20_000_000,
}: HttpSourceOptions): HttpDataSource {
  const { origin, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  const pool = new Pool(origin, {
    connections: connectionsMax,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

  return {
    call: ({ body, context }) => send(body, context),
    async process({ request: { query, variables, operationName }, context }: FetchOptions): Promise<FetchResult> {
      const body = JSON.stringify({ query, variables, operationName });
      return (await send(body, context as unknown as OperationContext)) as FetchResult;
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

  async function send(body: string, context: OperationContext): Promise<SubgraphAnswer> {
    const { log, requestId, signal } = context;
    try {
      const headers = await headersOf(context);
      headers['content-type'] = 'application/json';
      headers['accept'] = 'application/json';
      const { status, text } = await exchange(
        pool,
        { path, method: 'POST', headers, body },
        {
          signal,
          timeoutMs,
          responseBytesMax,
        },
      );
      if (status === 401) throw new Error('the subgraph refused our service token');
      // A GraphQL server answers 4xx with errors in the body, too; they are ours to pass on.
      return graphQLAnswer(JSON.parse(text));
    } catch (error) {
      if (!signal?.aborted) log.error({ err: error, subgraph: name, requestId }, 'a subgraph did not answer properly');
      return unavailable(name);
    }
  }
}

interface Bounds {
  signal: AbortSignal | undefined;
  timeoutMs: number;
  responseBytesMax: number;
}

/** Sends one request and reads the answer whole. Undici's own `request` does the same with a stream and promises in between. */
function exchange(
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  { signal, timeoutMs, responseBytesMax }: Bounds,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let bytes = 0;
    const chunks: Buffer[] = [];
    const fail = (error: Error) => {
      done();
      reject(error);
      controller?.abort(error);
    };
    const abort = () => fail(new Error('nobody waits for the answer any more'));
    const timeout = setTimeout(() => fail(new Error(`there was no answer within ${timeoutMs} ms`)), timeoutMs);
    const done = () => {
      clearTimeout(timeout);
      signal?.removeEventListener('abort', abort);
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started;
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        bytes += chunk.length;
        if (bytes > responseBytesMax) fail(new Error(`the answer is larger than ${responseBytesMax} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        done();
        const [first] = chunks;
        resolve({ status, text: (chunks.length === 1 && first ? first : Buffer.concat(chunks)).toString('utf8') });
      },
      onResponseError(_controller, error) {
        done();
        reject(error);
      },
    });
  });
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
