import type { ServerResponse } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { ClientError, clientError } from '../operation/client-error.ts';
import type { RequestLocals } from './request-log.ts';

/** A request that is refused before there is an operation: what is answered, and why. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly error: ClientError;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, error: ClientError, headers: Readonly<Record<string, string>> = {}) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.headers = headers;
  }
}

/** A refusal because of the request itself. */
export function badRequest(status: number, message: string, headers?: Readonly<Record<string, string>>) {
  return new RequestRefused(status, new ClientError(message, { extensions: { code: 'BAD_REQUEST' } }), headers);
}

/** Answers in the form of GraphQL, so that a client needs one way only to read what went wrong. */
export function answerRefusal(
  response: ServerResponse,
  { headers: forAll, facts, requestId }: RequestLocals,
  { status, error, headers }: RequestRefused,
): void {
  facts.codes = [String(error.extensions['code'])];
  const body = JSON.stringify({
    errors: [{ message: error.message, extensions: { ...error.extensions, requestId } }],
  });
  response.writeHead(status, {
    ...forAll,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

/** What nobody expected. No stack trace leaves the process. */
export function unexpected(error: unknown, { requestId, log }: RequestLocals): RequestRefused {
  log.error({ err: error, requestId }, 'a request failed');
  return new RequestRefused(500, clientError(new Error('unexpected', { cause: error }), { requestId, log }));
}

/** The same within Express. */
export function answerWithError(response: Response, status: number, error: ClientError): void {
  answerRefusal(response, response.locals as RequestLocals, new RequestRefused(status, error));
}

/** Express would answer with a page that repeats the path. */
export function answerUnknownPath(_request: Request, response: Response): void {
  answerWithError(
    response,
    404,
    new ClientError('There is nothing at this path.', { extensions: { code: 'NOT_FOUND' } }),
  );
}

/** The end of Express's chain. */
export function answerMistakes(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) next(error);
  else answerRefusal(response, response.locals as RequestLocals, unexpected(error, response.locals as RequestLocals));
}
