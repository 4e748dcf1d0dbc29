import type { ServerResponse } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { ClientError } from '../operation/client-error.ts';
import type { RequestLocals } from './request-log.ts';
/** A request that is refused before there is an operation: what is answered, and why. */
export declare class RequestRefused extends Error {
    readonly status: number;
    readonly error: ClientError;
    readonly headers: Readonly<Record<string, string>>;
    constructor(status: number, error: ClientError, headers?: Readonly<Record<string, string>>);
}
/** A refusal because of the request itself. */
export declare function badRequest(status: number, message: string, headers?: Readonly<Record<string, string>>): RequestRefused;
/** Answers in the form of GraphQL, so that a client needs one way only to read what went wrong. */
export declare function answerRefusal(response: ServerResponse, { headers: forAll, facts, requestId }: RequestLocals, { status, error, headers }: RequestRefused): void;
/** What nobody expected. No stack trace leaves the process. */
export declare function unexpected(error: unknown, { requestId, log }: RequestLocals): RequestRefused;
/** The same within Express. */
export declare function answerWithError(response: Response, status: number, error: ClientError): void;
/** Express would answer with a page that repeats the path. */
export declare function answerUnknownPath(_request: Request, response: Response): void;
/** The end of Express's chain. */
export declare function answerMistakes(error: unknown, _request: Request, response: Response, next: NextFunction): void;
