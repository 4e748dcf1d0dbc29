import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where Apollo Sandbox runs; it may call the gateway in development only. */
const sandboxOrigins = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];
const preflightSeconds = 7_200;

/** The origins whose pages may call the gateway from a browser. */
export function allowedOrigins(webOrigin: string, development: boolean): ReadonlySet<string> {
  return new Set([webOrigin, ...(development ? sandboxOrigins : [])]);
}

/**
 * Cross-origin rules. Tokens travel in a header that only the page itself can set, so credentials are never allowed.
 *
 * @returns whether the request was a preflight, which is answered by this alone.
 */
export function answerPreflight(
  origins: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { origin } = request.headers;
  const preflight = request.method === 'OPTIONS';
  // Of answers that depend on more than who asks for what: what they may be read by, and how they are compressed.
  response.setHeader('vary', 'Origin, Accept-Encoding');
  if (origin && origins.has(origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'x-request-id, ratelimit, ratelimit-policy, retry-after');
    if (preflight) {
      response.setHeader('access-control-allow-methods', 'GET, POST');
      response.setHeader(
        'access-control-allow-headers',
        'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id',
      );
      response.setHeader('access-control-max-age', String(preflightSeconds));
    }
  }
  if (preflight) response.writeHead(204).end();
  return preflight;
}
