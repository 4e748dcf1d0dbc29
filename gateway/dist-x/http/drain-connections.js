const drainWithinMs = 10_000;
/**
 * Lets a server end: no new connections, what is under way is answered, and kept-alive connections close with their next
 * answer. What is not done after ten seconds is cut off.
 *
 * @returns a function that begins it, and is done when the last connection is.
 */
export function drainable(server) {
    let draining = false;
    server.on('request', (_request, response) => {
        if (draining)
            response.shouldKeepAlive = false;
    });
    return async () => {
        draining = true;
        const deadline = setTimeout(() => server.closeAllConnections(), drainWithinMs);
        await new Promise((resolve) => {
            server.close(() => resolve());
            server.closeIdleConnections();
        });
        clearTimeout(deadline);
    };
}
//# sourceMappingURL=drain-connections.js.map