const noStore = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
/** GraphQL over Server-Sent Events, "distinct connections mode". */
const serverSentEvents = {
    headers: { ...noStore, 'content-type': 'text/event-stream; charset=utf-8' },
    begin: ':\n\n',
    result: (json) => `event: next\ndata: ${json}\n\n`,
    failure: (json) => `event: next\ndata: ${json}\n\n`,
    heartbeat: ':\n\n',
    end: 'event: complete\ndata:\n\n',
};
/** The multipart protocol of Apollo's clients, `subscriptionSpec=1.0`. */
const multipart = {
    headers: { ...noStore, 'content-type': 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0' },
    begin: '\r\n--graphql',
    result: (json) => part(`{"payload":${json}}`),
    failure: (json) => part(`{"payload":null,${json.slice(1)}`),
    heartbeat: part('{}'),
    end: '--\r\n',
};
function part(json) {
    return `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;
}
/** The format that a client asks for in its Accept header; undefined when it asks for no stream. */
export function streamFormat(accept) {
    const ranges = (accept ?? '').split(',').map((range) => range.trim().toLowerCase());
    for (const range of ranges) {
        if (range.startsWith('text/event-stream'))
            return serverSentEvents;
        if (range.startsWith('multipart/mixed') && /subscriptionspec="?1\.0"?/.test(range))
            return multipart;
    }
    return undefined;
}
/** Within the time after which proxies give up a silent answer. */
const heartbeatMs = 10_000;
/**
 * Writes a stream of results into an answer until the stream ends, fails, or the client leaves. A client that does not read
 * is waited for; what comes meanwhile is the source's to hold or to drop.
 *
 * @param describe how an error that ends the stream is shown, as the JSON of `{ "errors": […] }`.
 */
export async function writeEventStream(response, format, results, describe) {
    const left = new AbortController();
    // Ends a wait for the next event, which may never come.
    response.once('close', () => {
        left.abort();
        void results.return?.();
    });
    // A stream ends with its connection, or stopping the server would wait for connections that idle.
    response.shouldKeepAlive = false;
    response.writeHead(200, format.headers);
    await write(response, format.begin, left.signal);
    const heartbeat = setInterval(() => response.write(format.heartbeat), heartbeatMs);
    try {
        for await (const json of results)
            await write(response, format.result(json), left.signal);
    }
    catch (error) {
        if (!left.signal.aborted)
            response.write(format.failure(describe(error)));
    }
    finally {
        clearInterval(heartbeat);
    }
    response.end(format.end);
}
function write(response, text, left) {
    if (left.aborted || response.write(text))
        return undefined;
    return new Promise((resolve) => {
        const done = () => {
            response.off('drain', done);
            left.removeEventListener('abort', done);
            resolve();
        };
        response.once('drain', done);
        left.addEventListener('abort', done, { once: true });
    });
}
//# sourceMappingURL=event-stream.js.map