import { activeTraceparent } from '@smarterfirms/platform/trace-context';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/prepared-operation.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import { identityOf } from '../upstream/identity.ts';
import { subscriptionFeed } from './federated-subscription.ts';
import { type FederatedSubscription, SharedStream } from './shared-stream.ts';
import { planAgain, type StreamBeginning, streamPlan } from './stream-plan.ts';

/** Streams that can be joined, by the operation and then by whose they are and what they are about. */
const openStreams = new WeakMap<PreparedOperation, Map<string, SharedStream>>();

/**
 * Opens a subscription for one client. The same operation with the same variables of the same principal is one stream,
 * whoever has it open (see SharedStream). Its calls carry the request id and the client's address of the one who began it.
 *
 * A stream outlives the supergraph it began with: when a new one is served it is planned again and goes on, from the same
 * subscription upstream where that is the same in both. One that does not fit the new supergraph ends and says so.
 *
 * @param use what the client has begun with; the stream has a use of its own.
 * @param serve takes what is served at that moment.
 */
export function openStream(
  use: GraphUse,
  begun: StreamBeginning,
  serve: () => GraphUse | undefined,
): FederatedSubscription {
  const { principal, passedHeaders } = begun.context;
  const key = `${identityOf(principal)} ${JSON.stringify([begun.variables, passedHeaders])}`;
  try {
    const stream = openStreams.get(begun.prepared)?.get(key) ?? begin(use.another(), begun, key, serve);
    return stream.join();
  } finally {
    use.end();
  }
}

function begin(first: GraphUse, begun: StreamBeginning, key: string, serve: () => GraphUse | undefined): SharedStream {
  let { prepared } = begun;
  const opened = activeTraceparent();
  const stream = new SharedStream(subscriptionFeed(streamPlan(first, begun), opened), { tooSlow, onClosed: withdraw });
  offer();
  followReloads(first);
  return stream;

  function offer(): void {
    const streams = openStreams.get(prepared) ?? new Map<string, SharedStream>();
    openStreams.set(prepared, streams);
    // Another one may have been begun with the new supergraph before this one has gone over to it: both go on.
    if (!streams.has(key)) streams.set(key, stream);
  }

  function withdraw(): void {
    const streams = openStreams.get(prepared);
    if (streams?.get(key) === stream) streams.delete(key);
  }

  function followReloads(earlier: GraphUse): void {
    earlier.onReplaced(() => {
      // What has come is still told by the plan it came with.
      if (!stream.open) return;
      const next = serve();
      try {
        if (!next) throw new Error('there is nothing to serve any more');
        const plan = planAgain(next, begun);
        withdraw();
        prepared = plan.prepared;
        stream.goOver(subscriptionFeed(plan, opened));
        offer();
        followReloads(next);
      } catch (error) {
        next?.end();
        stream.abort(clientError(error, begun.context));
      }
    });
  }
}

function tooSlow(): ClientError {
  return new ClientError('Events came faster than they were read, and the stream was ended. Subscribe again.', {
    extensions: { code: 'SUBSCRIPTION_TOO_SLOW' },
  });
}
