/** Asks an HTTP endpoint for a stream, in whatever format it accepts, and keeps what comes. */
export async function openStream(url, accept, { query, token, method = 'POST' }) {
    const leave = new AbortController();
    const headers = {
        accept,
        ...(method === 'POST' ? { 'content-type': 'application/json' } : { 'apollo-require-preflight': '1' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const response = await fetch(method === 'POST' ? url : `${url}?query=${encodeURIComponent(query)}`, {
        method,
        headers,
        signal: leave.signal,
        ...(method === 'POST' ? { body: JSON.stringify({ query }) } : {}),
    });
    let text = '';
    const ended = (async () => {
        for await (const chunk of response.body ?? [])
            text += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    return {
        status: response.status,
        type: response.headers.get('content-type'),
        text: () => text,
        ended,
        close: () => leave.abort(),
    };
}
//# sourceMappingURL=open-stream.js.map