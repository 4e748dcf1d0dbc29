import type { NextFunction, Request, Response } from 'express';
import { ClientError } from '../operation/client-error.ts';
import type { RequestLocals } from './request-log.ts';

/** Answers in the form of GraphQL, so that a client needs one way only to read what went wrong. */
export function answerWithError(response: Response, status: number, error: ClientError): void {
  const { requestId, facts } = response.locals as RequestLocals;
  facts.codes = [String(error.extensions['code'])];
  response.status(status).json({
    errors: [{ message: error.message, extensions: { ...error.extensions, requestId } }],
  });
}

const messages: Record<number, string> = {
  400: 'The body is not valid JSON.',
  413: 'The body is larger than 1 MB.',
  415: 'The body has a charset or encoding that is not supported: send JSON in UTF-8.',
};

/** The end of the chain: what the body parser refuses, and what nobody expected. No stack trace leaves the process. */
export function answerMistakes(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { log, requestId } = response.locals as RequestLocals;
  const status = statusOf(error);
  const message = messages[status];
  if (message) {
    answerWithError(response, status, new ClientError(message, { extensions: { code: 'BAD_REQUEST' } }));
    return;
  }
  log.error({ err: error }, 'a request failed');
  answerWithError(
    response,
    500,
    new ClientError(`Something went wrong on our side. Request ${requestId}.`, {
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    }),
  );
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 500;
}
