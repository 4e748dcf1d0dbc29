import type { RequestListener } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import express, { type RequestHandler } from 'express';
import { answerMistakes, answerUnknownPath } from './error-answer.ts';
import { explorer } from './explorer.ts';
import type { PassThrough } from './pass-through.ts';
import { requestLog } from './request-log.ts';

export interface PagesOptions {
  log: Log;
  readiness: RequestHandler;
  /** Whether there is a public API to explore, now. */
  hasPublicApi: () => boolean;
  /** Whether our own graph may be explored. */
  introspection: boolean;
  /** What belongs to the clio subgraph: callbacks and webhooks of Clio. */
  clio: PassThrough | undefined;
}

/** Everything that is served over HTTP and is no operation. */
export function createPages({ log, readiness, hasPublicApi, introspection, clio }: PagesOptions): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/ready', readiness);
  app.use(requestLog(log));
  const publicExplorer = explorer({
    path: '/api/explorer',
    endpoint: '/api/graphql',
    headers: { authorization: 'Bearer <your API key>' },
    query: firstMatters,
  });
  app.use((request, response, next) => {
    if (hasPublicApi()) publicExplorer(request, response, next);
    else next();
  });
  if (introspection) {
    const headers = { authorization: 'Bearer <an access token>' };
    app.use(explorer({ path: '/explorer', endpoint: '/graphql', headers, query: firstMatters }));
  }
  if (clio) {
    app.get('/clio/callback', clio.handler);
    app.post('/clio/webhooks/*path', clio.handler);
  }
  app.use(answerUnknownPath);
  app.use(answerMistakes);
  return app as RequestListener;
}

/** A beginning for whoever explores: what the quick start of docs/api asks for. */
const firstMatters = `# Put your key or token into the headers below, then press Ctrl-Enter.
{
  firm {
    name
    matters(first: 3) {
      totalCount
      nodes { displayNumber description status }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`;
