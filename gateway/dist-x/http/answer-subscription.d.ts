import type { ServerResponse } from 'node:http';
import type { VerifiedToken } from '../identity/access-token.ts';
import type { Revocations } from '../identity/revocations.ts';
import type { StreamBeginning } from '../subscription/stream-plan.ts';
import type { GraphUse } from '../supergraph/serving.ts';
import { type StreamFormat } from './event-stream.ts';
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
export declare function answerSubscription({ revocations, streams }: SubscriptionParts, { begun, use, serve, format, verified, again }: SubscriptionRequest, response: ServerResponse): Promise<{
    results: number;
}>;
