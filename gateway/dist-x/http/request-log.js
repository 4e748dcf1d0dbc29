import { randomUUID } from 'node:crypto';
const requestIdPattern = /^[\w-]{8,64}$/;
/** Gives a request an id (the client's, where it is one) to answer with, and logs one line at its end. */
export function beginRequest(log, request, response) {
    const startedAt = performance.now();
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
    const facts = {};
    let own;
    const locals = {
        requestId,
        // Few requests have anything to log besides their line.
        get log() {
            own ??= log.child({ requestId });
            return own;
        },
        headers: { 'x-request-id': requestId },
        facts,
        asked: {},
    };
    // Without the query, which may hold codes and cursors; taken now, because a mounted handler sees a part of it only.
    const path = request.url?.split('?', 1)[0];
    response.on('close', () => {
        log.info({
            requestId,
            method: request.method,
            path,
            status: response.statusCode,
            ms: Math.round(performance.now() - startedAt),
            ...(response.writableFinished ? {} : { abandoned: true }),
            ...facts,
        }, 'request');
    });
    return locals;
}
/** The same for what Express serves. */
export function requestLog(log) {
    return (request, response, next) => {
        const locals = beginRequest(log, request, response);
        response.set(locals.headers);
        Object.assign(response.locals, locals);
        next();
    };
}
//# sourceMappingURL=request-log.js.map