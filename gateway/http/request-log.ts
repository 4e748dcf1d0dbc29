import { randomUUID } from 'node:crypto';
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
  /**
   * Lines besides the request's own are to name its id. There is no log of its own, made when it is first asked for: a
   * getter in an object of each request gives each a hidden class, which keeps the request until the next full collection.
   */
  log: Log;
  /**
   * Headers of whatever is answered. They are given to Node with all others at once: those that are set one by one make it
   * keep two more copies of them.
   */
  headers: Record<string, string>;
  facts: RequestFacts;
  /** What is counted besides, and is too much for the log. */
  asked: AskedFacts;
}

const requestIdPattern = /^[\w-]{8,64}$/;

/** Gives a request an id (the client's, where it is one) to answer with, and logs one line at its end. */
export function beginRequest(log: Log, request: IncomingMessage, response: ServerResponse): RequestLocals {
  const startedAt = performance.now();
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
  const facts: RequestFacts = {};
  const locals = { requestId, log, headers: { 'x-request-id': requestId }, facts, asked: {} };
  // Without the query, which may hold codes and cursors; taken now, because a mounted handler sees a part of it only.
  const path = request.url?.split('?', 1)[0];
  response.on('close', () => {
    log.info(
      {
        requestId,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - startedAt),
        ...(response.writableFinished ? {} : { abandoned: true }),
        ...facts,
      },
      'request',
    );
  });
  return locals;
}

/** The same for what Express serves. */
export function requestLog(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const locals = beginRequest(log, request, response);
    response.set(locals.headers);
    Object.assign(response.locals, locals);
    next();
  };
}
