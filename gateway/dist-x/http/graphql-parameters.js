import { badRequest } from './error-answer.js';
import { readBody } from './request-body.js';
/** Types that a page may send to any origin without asking first (Fetch standard, "CORS-safelisted"). */
const simpleTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
/**
 * Reads the operation that a request asks for. Throws RequestRefused.
 *
 * A request that a browser would send from a foreign page without a preflight is refused before anything else is done:
 * it needs a header that only a permitted page may set.
 */
export async function readGraphQLParameters(request) {
    const { method, headers } = request;
    if (method !== 'POST' && method !== 'GET')
        throw badRequest(405, 'GraphQL is served over GET and POST.', { allow: 'GET, POST' });
    const contentType = headers['content-type'];
    const [type = '', ...attributes] = contentType === 'application/json' ? [contentType] : partsOf(contentType ?? '');
    if ((type === '' || simpleTypes.has(type)) &&
        !headers['apollo-require-preflight'] &&
        !headers['x-apollo-operation-name'])
        throw badRequest(400, 'This request could be sent by any page: send it as application/json, or with the header apollo-require-preflight.');
    if (type !== 'application/json' && (method === 'POST' || type !== ''))
        throw badRequest(415, 'The body has a type that is not supported: send application/json.');
    const charset = attributes.find((attribute) => attribute.startsWith('charset='))?.slice('charset='.length);
    if (charset !== undefined && charset.replaceAll('"', '') !== 'utf-8')
        throw badRequest(415, 'The body has a charset or encoding that is not supported: send JSON in UTF-8.');
    return method === 'POST' ? fromBody(await readBody(request)) : fromUrl(request.url ?? '');
}
function partsOf(contentType) {
    return contentType.split(';').map((part) => part.trim().toLowerCase());
}
function fromBody(text) {
    const body = parseJson(text, 'The body is not valid JSON.');
    if (!isObject(body))
        throw badRequest(400, 'The body must be a JSON object; batches are not served.');
    return checked(body['query'], body['operationName'], body['variables'], body['extensions']);
}
function fromUrl(url) {
    const at = url.indexOf('?');
    const search = new URLSearchParams(at === -1 ? '' : url.slice(at + 1));
    const json = (name) => {
        const text = search.get(name);
        return text ? parseJson(text, `The parameter "${name}" is not valid JSON.`) : undefined;
    };
    return checked(search.get('query'), search.get('operationName'), json('variables'), json('extensions'));
}
function checked(query, operationName, variables, extensions) {
    // Who names a registered document by its id need not send its text.
    const named = isObject(extensions) && isObject(extensions['persistedQuery']);
    if (named
        ? query !== undefined && query !== null && typeof query !== 'string'
        : typeof query !== 'string' || query === '')
        throw badRequest(400, 'The request must have a "query" that is a string and not empty.');
    if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
        throw badRequest(400, '"operationName" must be a string.');
    return {
        query: typeof query === 'string' ? query : '',
        operationName: operationName || undefined,
        variables: objectOr(variables, '"variables" must be an object.'),
        extensions: objectOr(extensions, '"extensions" must be an object.'),
    };
}
function objectOr(value, message) {
    if (value === undefined || value === null)
        return {};
    if (!isObject(value))
        throw badRequest(400, message);
    return value;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function parseJson(text, message) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw badRequest(400, message);
    }
}
//# sourceMappingURL=graphql-parameters.js.map