import type { IncomingMessage, ServerResponse } from 'node:http';
import { type SpanSetting } from '@smarterfirms/platform/span';
import type { RequestLocals } from '../http/request-log.ts';
/**
 * What a client says about its trace: its `traceparent` decides over ours only where clients are trusted with that, since it
 * also says whether the trace is recorded. Anybody else's is linked, so that both sides can be found from each other.
 */
export declare function clientTrace(traceparent: unknown, trusted: boolean): Pick<SpanSetting, 'parent' | 'link'>;
/** Answers a request to a GraphQL endpoint within a span, which tells at the end what the log line tells. */
export declare function inRequestSpan({ request, response, locals }: {
    request: IncomingMessage;
    response: ServerResponse;
    locals: RequestLocals;
}, trusted: boolean, work: () => Promise<void>): Promise<void>;
