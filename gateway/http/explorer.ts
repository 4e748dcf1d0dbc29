import { type RequestHandler, Router } from 'express';
import { ruruHTML } from 'ruru/server';
import { serveStatic } from 'ruru/static';

export interface ExplorerOptions {
  /** Where the page is, such as `/api/explorer`. */
  path: string;
  /** The GraphQL endpoint that it asks, on the same origin. */
  endpoint: string;
  /** Shown in the editor of headers until the person writes their own. */
  headers: Readonly<Record<string, string>>;
  /** What the editor holds at first. */
  query: string;
}

/**
 * GraphiQL for one endpoint. Everything comes from this origin, the fonts and workers of the editor included, so it works
 * without the internet; the policy below makes sure that nothing else is ever asked.
 */
export function explorer({ path, endpoint, headers, query }: ExplorerOptions): RequestHandler {
  const page = ruruHTML({
    staticPath: `${path}/static/`,
    endpoint,
    clientConfig: { defaultHeaders: JSON.stringify(headers, null, 2), defaultQuery: query },
    htmlParts: { titleTag: '<title>Explorer · Smarter Firms API</title>' },
  });
  const router = Router();
  router.get(path, (_request, response) => {
    response.setHeader('content-security-policy', policy);
    response.type('html').send(page);
  });
  router.use(`${path}/static`, (request, response, next) => {
    // The package strips the whole path by itself; Express has taken the mount point off the URL.
    request.url = request.originalUrl;
    serveStatic(`${path}/static/`)(request, response, next);
  });
  return router;
}

/** The page is an inline script that starts modules; the editor adds style elements and makes workers from blobs. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' blob:",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
