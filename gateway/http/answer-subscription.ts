import type { ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { VerifiedToken } from '../identity/access-token.ts';
import { clientNetwork } from '../identity/client-network.ts';
import type { Revocations } from '../identity/revocations.ts';
import { ClientError, clientError } from '../operation/client-error.ts';
import { deniedStream } from '../subscription/denied-stream.ts';
import { guardedStream } from '../subscription/guarded-stream.ts';
import { openStream } from '../subscription/open-streams.ts';
import type { StreamBeginning } from '../subscription/stream-plan.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import { RequestRefused } from './error-answer.ts';
import { type StreamFormat, writeEventStream } from './event-stream.ts';
import type { HttpStreams } from './http-streams.ts';

export interface SubscriptionParts {
  revocations: Revocations;
  streams: HttpStreams;
}

export interface SubscriptionRequest {
  begun: StreamBeginning;
  /** What it begins with; ended as soon as the stream is open. */
  use: GraphUse;
  /** Takes what is served at that moment. */
  serve: () => GraphUse | undefined;
  format: StreamFormat;
  verified: VerifiedToken | undefined;
  /** Looks at the client's credential once more. */
  again: () => Promise<VerifiedToken | undefined>;
}

/** Answers a subscription with a stream, by the same path as over WebSocket. Throws RequestRefused where it may not begin. */
export async function answerSubscription(
  { revocations, streams }: SubscriptionParts,
  { begun, use, serve, format, verified, again }: SubscriptionRequest,
  response: ServerResponse,
): Promise<{ results: number }> {
  const denied = deniedStream(begun.prepared)?.[0];
  if (denied) throw new RequestRefused(denied.extensions['code'] === 'UNAUTHENTICATED' ? 401 : 403, denied);
  const { context } = begun;
  const subscription = openStream(use, begun, serve);
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
