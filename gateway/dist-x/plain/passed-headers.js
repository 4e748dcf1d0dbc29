/** Headers that are about one connection or one message (RFC 9110, 7.6.1), or about the answer to the client. */
const notPassed = new Set([
    'accept',
    'accept-encoding',
    'apollo-require-preflight',
    'connection',
    'content-encoding',
    'content-length',
    'content-type',
    'expect',
    'host',
    'keep-alive',
    'origin',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
]);
/** What subgraphs get of a client's headers: who it is and what it says about itself, `authorization` and cookies too. */
export function passedHeaders(headers) {
    const passed = {};
    for (const [name, value] of Object.entries(headers))
        if (value !== undefined && !notPassed.has(name) && !name.startsWith('sec-'))
            passed[name] = Array.isArray(value) ? value.join(', ') : value;
    return passed;
}
//# sourceMappingURL=passed-headers.js.map