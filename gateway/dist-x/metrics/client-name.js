/** What a client calls itself, in the headers that Apollo's clients send. Nobody vouches for it. */
export function clientNameOf(headers) {
    const { 'apollographql-client-name': clientName, 'apollographql-client-version': clientVersion } = headers;
    return { clientName: single(clientName), clientVersion: single(clientVersion) };
}
function single(header) {
    return Array.isArray(header) ? header[0] : header;
}
//# sourceMappingURL=client-name.js.map