import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import type { NextFunction, Request, Response } from 'express';
import type { AskedFacts } from '../metrics/gateway-metrics.ts';
/** What is learned about a request on its way, for its one line in the log. Variables never belong here. */
export interface RequestFacts {
    operationName?: string | undefined;
    operationType?: string | undefined;
    firmId?: string | undefined;
    apiKeyId?: string | undefined;
    codes?: string[] | undefined;
    /** Whether the document came by its id, or was a registered one. */
    persisted?: boolean | undefined;
    /** Of a stream, when it has ended. */
    results?: number | undefined;
    /** Points that the answer has cost. */
    cost?: number | undefined;
    /** Of the request's span, while traces are recorded. */
    traceId?: string | undefined;
    spanId?: string | undefined;
}
export interface RequestLocals {
    requestId: string;
    readonly log: Log;
    /**
     * Headers of whatever is answered. They are given to Node with all others at once: those that are set one by one make it
     * keep two more copies of them.
     */
    headers: Record<string, string>;
    facts: RequestFacts;
    /** What is counted besides, and is too much for the log. */
    asked: AskedFacts;
}
/** Gives a request an id (the client's, where it is one) to answer with, and logs one line at its end. */
export declare function beginRequest(log: Log, request: IncomingMessage, response: ServerResponse): RequestLocals;
/** The same for what Express serves. */
export declare function requestLog(log: Log): (request: Request, response: Response, next: NextFunction) => void;
