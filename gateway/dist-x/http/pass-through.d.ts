import type { Log } from '@smarterfirms/platform/log';
import type { RequestHandler } from 'express';
export interface PassThrough {
    handler: RequestHandler;
    close(): Promise<void>;
}
/**
 * Passes requests on to one service as they came: path, query, headers with cookies, and the body byte for byte (a
 * webhook's signature is over its bytes); and passes the answer back, with redirects and Set-Cookie untouched.
 */
export declare function createPassThrough(name: string, origin: string, log: Log): PassThrough;
