import type { RequestHandler } from 'express';

/** Where Apollo Sandbox runs; it may call the gateway in development only. */
const sandboxOrigins = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];
const preflightSeconds = 7_200;

/** The origins whose pages may call the gateway from a browser. */
export function allowedOrigins(webOrigin: string, development: boolean): ReadonlySet<string> {
  return new Set([webOrigin, ...(development ? sandboxOrigins : [])]);
}

/** Cross-origin rules. Tokens travel in a header that only the page itself can set, so credentials are never allowed. */
export function cors(origins: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    response.vary('Origin');
    if (origin && origins.has(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', 'x-request-id');
      if (request.method === 'OPTIONS') {
        response.setHeader('access-control-allow-methods', 'GET, POST');
        response.setHeader(
          'access-control-allow-headers',
          'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id',
        );
        response.setHeader('access-control-max-age', String(preflightSeconds));
      }
    }
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    next();
  };
}
