import { clientNetwork } from '../identity/client-network.js';
import { ClientError, clientError } from '../operation/client-error.js';
import { deniedStream } from '../subscription/denied-stream.js';
import { guardedStream } from '../subscription/guarded-stream.js';
import { openStream } from '../subscription/open-streams.js';
import { RequestRefused } from './error-answer.js';
import { writeEventStream } from './event-stream.js';
/** Answers a subscription with a stream, by the same path as over WebSocket. Throws RequestRefused where it may not begin. */
export async function answerSubscription({ revocations, streams }, { begun, use, serve, format, verified, again }, response) {
    const denied = deniedStream(begun.prepared)?.[0];
    if (denied)
        throw new RequestRefused(denied.extensions['code'] === 'UNAUTHENTICATED' ? 401 : 403, denied);
    const { context } = begun;
    const subscription = openStream(use, begun, serve);
    const client = verified?.principal.apiKeyId ?? verified?.principal.userId ?? clientNetwork(context.client.address);
    const place = streams.open(client, () => subscription.abort(stopping));
    if (!place) {
        await subscription.return?.();
        throw new RequestRefused(429, tooManyStreams, { 'retry-after': '10' });
    }
    const shown = (errors) => errors.map((error) => {
        const formatted = clientError(error, context).toJSON();
        return { ...formatted, extensions: { ...formatted.extensions, requestId: context.requestId } };
    });
    const counted = { results: 0 };
    async function* results(stream) {
        for await (const { data, errors } of stream) {
            counted.results += 1;
            yield JSON.stringify({ ...(errors ? { errors: shown(errors) } : {}), ...(data === undefined ? {} : { data }) });
        }
    }
    try {
        const stream = guardedStream(subscription, { verified, revocations, again });
        // A client that leaves while nothing happens must not leave the upstream behind.
        response.once('close', () => void stream.return?.());
        await writeEventStream(response, format, results(stream), (error) => JSON.stringify({ errors: shown([clientError(error, context)]) }));
        return counted;
    }
    finally {
        place.release();
    }
}
const tooManyStreams = new ClientError('Too many streams are open. Close one, or wait.', {
    extensions: { code: 'RATE_LIMITED' },
});
const stopping = new ClientError('This server is going down. Subscribe again: another one answers.', {
    extensions: { code: 'SERVICE_UNAVAILABLE' },
});
//# sourceMappingURL=answer-subscription.js.map