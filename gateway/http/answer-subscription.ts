import type { ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { VerifiedToken } from '../identity/access-token.ts';
import { clientNetwork } from '../identity/client-network.ts';
import type { Revocations } from '../identity/revocations.ts';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/operations.ts';
import type { RunParts } from '../operation/run-operation.ts';
import { deniedStream } from '../subscription/denied-stream.ts';
import { federatedSubscription } from '../subscription/federated-subscription.ts';
import { guardedStream } from '../subscription/guarded-stream.ts';
import type { UpstreamSocket } from '../upstream/upstream-socket.ts';
import { RequestRefused } from './error-answer.ts';
import { type StreamFormat, writeEventStream } from './event-stream.ts';
import type { HttpStreams } from './http-streams.ts';

export interface SubscriptionParts {
  revocations: Revocations;
  streams: HttpStreams;
}

export interface SubscriptionRequest {
  prepared: PreparedOperation;
  run: RunParts;
  upstreamSockets: Readonly<Record<string, UpstreamSocket>>;
  format: StreamFormat;
  verified: VerifiedToken | undefined;
  /** Looks at the client's credential once more. */
  again: () => Promise<VerifiedToken | undefined>;
}

/** Answers a subscription with a stream, by the same path as over WebSocket. Throws RequestRefused where it may not begin. */
export async function answerSubscription(
  { revocations, streams }: SubscriptionParts,
  { prepared, run, upstreamSockets, format, verified, again }: SubscriptionRequest,
  response: ServerResponse,
): Promise<{ results: number }> {
  const denied = deniedStream(prepared)?.[0];
  if (denied) throw new RequestRefused(denied.extensions['code'] === 'UNAUTHENTICATED' ? 401 : 403, denied);
  const { context } = run;
  const subscription = federatedSubscription(prepared, run, upstreamSockets);
  const client = verified?.principal.apiKeyId ?? verified?.principal.userId ?? clientNetwork(context.client.address);
  const place = streams.open(client, () => subscription.abort(stopping));
  if (!place) {
    await subscription.return?.();
    throw new RequestRefused(429, tooManyStreams, { 'retry-after': '10' });
  }
  const shown = (errors: readonly (GraphQLError | ClientError)[]) =>
    errors.map((error) => {
      const formatted = clientError(error, context).toJSON();
      return { ...formatted, extensions: { ...formatted.extensions, requestId: context.requestId } };
    });
  const counted = { results: 0 };
  async function* results(stream: AsyncIterableIterator<ExecutionResult>): AsyncGenerator<string> {
    for await (const { data, errors } of stream) {
      counted.results += 1;
      yield JSON.stringify({ ...(errors ? { errors: shown(errors) } : {}), ...(data === undefined ? {} : { data }) });
    }
  }
  try {
    const stream = guardedStream(subscription, { verified, revocations, again });
    // A client that leaves while nothing happens must not leave the upstream behind.
    response.once('close', () => void stream.return?.());
    await writeEventStream(response, format, results(stream), (error) =>
      JSON.stringify({ errors: shown([clientError(error, context)]) }),
    );
    return counted;
  } finally {
    place.release();
  }
}

const tooManyStreams = new ClientError('Too many streams are open. Close one, or wait.', {
  extensions: { code: 'RATE_LIMITED' },
});
const stopping = new ClientError('This server is going down. Subscribe again: another one answers.', {
  extensions: { code: 'SERVICE_UNAVAILABLE' },
});
