import type { GraphQLDataSource } from '@apollo/gateway';
import { type ClientOrigin, clientOriginHeaders } from '@smarterfirms/platform/client-origin';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { Pool } from 'undici';
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

export interface SubgraphOptions {
  /** The subgraph's name, which is also the audience of our tokens. */
  name: string;
  url: string;
  signer: ServiceTokenSigner;
  /** For one call, from connecting to the last byte. */
  timeoutMs?: number;
  /** Of one answer; more is not read. */
  responseBytesMax?: number;
}

const connectionsMax = 64;
const connectTimeoutMs = 2_000;

const graphQLAnswer = z
  .object({
    data: z.record(z.string(), z.unknown()).nullish(),
    errors: z
      .array(
        z.object({
          message: z.string(),
          path: z.array(z.union([z.string(), z.number()])).optional(),
          extensions: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .optional(),
  })
  .refine(({ data, errors }) => data !== undefined || errors !== undefined, 'expected data or errors');

export interface HttpDataSource extends SubgraphSource {
  /** Whether the service answers that it lives. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Calls one subgraph over pooled connections.
 *
 * A call carries a service token for this subgraph on behalf of the principal, the request id and whose machine it comes
 * from; nothing else that the client sent in its headers. Whatever goes wrong on the way becomes one error of the fields that were asked here.
 */
export function createDataSource({
  name,
  url,
  signer,
  timeoutMs = 10_000,
  responseBytesMax = 20_000_000,
}: SubgraphOptions): HttpDataSource {
  const { origin, pathname, search } = new URL(url);
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

  async function send(
    body: string,
    { principal, requestId, client, log, signal }: OperationContext,
  ): Promise<SubgraphAnswer> {
    const call = new AbortController();
    const abort = () => call.abort();
    const timeout = setTimeout(abort, timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const response = await pool.request({
        path: `${pathname}${search}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          authorization: `Bearer ${await signer.sign(name, principal)}`,
          'x-request-id': requestId,
          ...originHeaders(client),
        },
        body,
        signal: call.signal,
      });
      const text = await readText(response.body, responseBytesMax);
      if (response.statusCode === 401) throw new Error('the subgraph refused our service token');
      // A GraphQL server answers 4xx with errors in the body, too; they are ours to pass on.
      return graphQLAnswer.parse(JSON.parse(text)) as SubgraphAnswer;
    } catch (error) {
      if (!signal?.aborted) log.error({ err: error, subgraph: name, requestId }, 'a subgraph did not answer properly');
      return unavailable(name);
    } finally {
      clearTimeout(timeout);
      signal?.removeEventListener('abort', abort);
    }
  }
}

function originHeaders({ address, userAgent }: ClientOrigin): Record<string, string> {
  return {
    ...(address ? { [clientOriginHeaders.address]: address } : {}),
    ...(userAgent ? { [clientOriginHeaders.userAgent]: userAgent } : {}),
  };
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

async function readText(body: AsyncIterable<Buffer>, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (bytes > bytesMax) throw new Error(`the answer is larger than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
