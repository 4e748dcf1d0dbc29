/** Where Apollo Sandbox runs; it may call the gateway in development only. */
const sandboxOrigins = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];
const preflightSeconds = 7_200;
/** The origins whose pages may call the gateway from a browser. */
export function allowedOrigins(webOrigin, development) {
    return new Set([webOrigin, ...(development ? sandboxOrigins : [])]);
}
/**
 * Cross-origin rules. Tokens travel in a header that only the page itself can set, so credentials are never allowed.
 *
 * @param headers of the answer, which get those that belong here.
 * @returns whether the request was a preflight, which is answered by this alone.
 */
export function answerPreflight(origins, request, response, headers) {
    const { origin } = request.headers;
    const preflight = request.method === 'OPTIONS';
    // Of answers that depend on more than who asks for what: what they may be read by, and how they are compressed.
    headers['vary'] = 'Origin, Accept-Encoding';
    if (origin && origins.has(origin)) {
        headers['access-control-allow-origin'] = origin;
        headers['access-control-expose-headers'] = 'x-request-id, ratelimit, ratelimit-policy, retry-after';
        if (preflight) {
            headers['access-control-allow-methods'] = 'GET, POST';
            headers['access-control-allow-headers'] =
                'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id';
            headers['access-control-max-age'] = String(preflightSeconds);
        }
    }
    if (preflight)
        response.writeHead(204, headers).end();
    return preflight;
}
//# sourceMappingURL=cors.js.map