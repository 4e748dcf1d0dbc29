import { ClientError, clientError } from '../operation/client-error.js';
/** A request that is refused before there is an operation: what is answered, and why. */
export class RequestRefused extends Error {
    constructor(status, error, headers = {}) {
        super(error.message);
        this.status = status;
        this.error = error;
        this.headers = headers;
    }
}
/** A refusal because of the request itself. */
export function badRequest(status, message, headers) {
    return new RequestRefused(status, new ClientError(message, { extensions: { code: 'BAD_REQUEST' } }), headers);
}
/** Answers in the form of GraphQL, so that a client needs one way only to read what went wrong. */
export function answerRefusal(response, { headers: forAll, facts, requestId }, { status, error, headers }) {
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
export function unexpected(error, { requestId, log }) {
    log.error({ err: error }, 'a request failed');
    return new RequestRefused(500, clientError(new Error('unexpected', { cause: error }), { requestId, log }));
}
/** The same within Express. */
export function answerWithError(response, status, error) {
    answerRefusal(response, response.locals, new RequestRefused(status, error));
}
/** Express would answer with a page that repeats the path. */
export function answerUnknownPath(_request, response) {
    answerWithError(response, 404, new ClientError('There is nothing at this path.', { extensions: { code: 'NOT_FOUND' } }));
}
/** The end of Express's chain. */
export function answerMistakes(error, _request, response, next) {
    if (response.headersSent)
        next(error);
    else
        answerRefusal(response, response.locals, unexpected(error, response.locals));
}
//# sourceMappingURL=error-answer.js.map