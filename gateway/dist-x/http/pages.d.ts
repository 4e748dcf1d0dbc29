import type { RequestListener } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import { type RequestHandler } from 'express';
import type { PassThrough } from './pass-through.ts';
export interface PagesOptions {
    log: Log;
    readiness: RequestHandler;
    /** Whether there is a public API to explore, now. */
    hasPublicApi: () => boolean;
    /** Whether our own graph may be explored. */
    introspection: boolean;
    /** What belongs to the clio subgraph: callbacks and webhooks of Clio. */
    clio: PassThrough | undefined;
}
/** Everything that is served over HTTP and is no operation. */
export declare function createPages({ log, readiness, hasPublicApi, introspection, clio }: PagesOptions): RequestListener;
