import express from 'express';
import { answerMistakes, answerUnknownPath } from './error-answer.js';
import { explorer } from './explorer.js';
import { requestLog } from './request-log.js';
/** Everything that is served over HTTP and is no operation. */
export function createPages({ log, readiness, hasPublicApi, introspection, clio }) {
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
    });
    app.use((request, response, next) => {
        if (hasPublicApi())
            publicExplorer(request, response, next);
        else
            next();
    });
    if (introspection) {
        const headers = { authorization: 'Bearer <an access token>' };
        app.use(explorer({ path: '/explorer', endpoint: '/graphql', headers }));
    }
    if (clio) {
        app.get('/clio/callback', clio.handler);
        app.post('/clio/webhooks/*path', clio.handler);
    }
    app.use(answerUnknownPath);
    app.use(answerMistakes);
    return app;
}
//# sourceMappingURL=pages.js.map