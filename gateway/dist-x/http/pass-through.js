import { inSpan } from '@smarterfirms/platform/span';
import { traceHeaders } from '@smarterfirms/platform/trace-context';
import { Pool } from 'undici';
import { ClientError } from '../operation/client-error.js';
import { discardBody } from './discard-body.js';
import { answerWithError } from './error-answer.js';
const bodyBytesMax = 1_000_000;
const timeoutMs = 15_000;
/** Headers that are about one connection, not about the message (RFC 9110, 7.6.1), and those only a proxy may set. */
const notPassed = new Set([
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'expect',
    'content-length',
    'forwarded',
    'x-request-id',
    // Services obey what their callers say about traces: no stranger may.
    'traceparent',
    'tracestate',
    'baggage',
]);
/**
 * Passes requests on to one service as they came: path, query, headers with cookies, and the body byte for byte (a
 * webhook's signature is over its bytes); and passes the answer back, with redirects and Set-Cookie untouched.
 */
export function createPassThrough(name, origin, log) {
    const pool = new Pool(origin, { connections: 16, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
    return {
        handler: async (request, response) => {
            const body = await readBody(request).catch(() => null);
            // The client has gone in the middle of its body: there is nobody to answer.
            if (body === null)
                return;
            if (!body) {
                discardBody(request);
                response.setHeader('connection', 'close');
                answerWithError(response, 413, new ClientError('The body is larger than 1 MB.', { extensions: { code: 'BAD_REQUEST' } }));
                return;
            }
            try {
                await inPassSpan(name, request, () => passOn(pool, request, body, response));
            }
            catch (error) {
                log.error({ err: error, service: name }, 'a request could not be passed on');
                if (response.headersSent)
                    response.destroy();
                else
                    answerWithError(response, 502, new ClientError(`The ${name} service is not answering. Try again in a moment.`, {
                        extensions: { code: 'SERVICE_UNAVAILABLE' },
                    }));
            }
        },
        close: () => pool.destroy(),
    };
}
/** The path is told as the route: a webhook's own one is a secret. */
function inPassSpan(service, { method, route }, work) {
    const path = String(route.path);
    const attributes = { 'http.request.method': method, 'http.route': path, 'smarterfirms.subgraph': service };
    return inSpan(`${method} ${path}`, { kind: 'server', parent: null, attributes }, work);
}
async function passOn(pool, request, body, response) {
    const { requestId } = response.locals;
    const answer = await pool.request({
        method: request.method,
        path: request.originalUrl,
        headers: [...passed(request.rawHeaders), 'x-request-id', requestId, ...Object.entries(traceHeaders()).flat()],
        ...(body.length > 0 ? { body } : {}),
        responseHeaders: 'raw',
        signal: AbortSignal.timeout(timeoutMs),
    });
    response.status(answer.statusCode);
    const headers = passed(rawHeaders(answer.headers));
    for (let at = 0; at < headers.length; at += 2)
        response.appendHeader(headers[at] ?? '', headers[at + 1] ?? '');
    for await (const chunk of answer.body)
        response.write(chunk);
    response.end();
}
/** Names and values in turn, as on the wire, without those that must not be passed. */
function passed(raw) {
    return raw.filter((_, at) => {
        const name = (raw[at - (at % 2)] ?? '').toLowerCase();
        return !notPassed.has(name) && !name.startsWith('x-forwarded-');
    });
}
function rawHeaders(headers) {
    return headers.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
}
async function readBody(request) {
    if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax)
        return undefined;
    const chunks = [];
    let bytes = 0;
    return new Promise((resolve, reject) => {
        request.on('data', function take(chunk) {
            bytes += chunk.length;
            if (bytes <= bodyBytesMax)
                chunks.push(chunk);
            else {
                request.off('data', take);
                resolve(undefined);
            }
        });
        request.once('end', () => resolve(Buffer.concat(chunks)));
        request.once('error', reject);
        request.once('close', () => reject(new Error('the client has gone')));
    });
}
//# sourceMappingURL=pass-through.js.map