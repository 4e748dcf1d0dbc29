import type { NextFunction, Request, Response } from 'express';
import { openSpan } from './span.ts';

/**
 * A span for every request that Express serves, part of the trace that the caller names: callers are services of ours. Its
 * path is told as the route that was found, never as it came, since paths hold keys.
 */
export function tracedRequests(request: Request, response: Response, next: NextFunction): void {
  const { method } = request;
  const span = openSpan(method, {
    kind: 'server',
    parent: request.get('traceparent') ?? null,
    attributes: { 'http.request.method': method, 'url.scheme': 'http' },
  });
  if (!span) {
    next();
    return;
  }
  // Taken now: a handler that is mounted at a path sees the rest of it only.
  const { path } = request;
  response.once('close', () => {
    const route: unknown = path === '/graphql' ? path : request.route?.path;
    if (typeof route === 'string') {
      span.set({ 'http.route': route });
      if (route !== '/graphql') span.rename(`${method} ${route}`);
    }
    span.set({ 'http.response.status_code': response.statusCode });
    const failed = response.statusCode >= 500 ? String(response.statusCode) : undefined;
    span.end(response.writableFinished ? failed : 'abandoned');
  });
  span.within(next);
}
