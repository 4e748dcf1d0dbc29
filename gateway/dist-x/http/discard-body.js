const discardedBytesMax = 20_000_000;
/**
 * Reads what is left of a refused body without keeping it, for so many bytes more; then the sender is cut off. Closing at
 * once would reset the connection, and the sender would lose the answer that says why.
 */
export function discardBody(request) {
    let bytes = 0;
    request.on('data', (chunk) => {
        bytes += chunk.length;
        if (bytes > discardedBytesMax)
            request.destroy();
    });
    request.on('error', () => undefined);
    request.resume();
}
//# sourceMappingURL=discard-body.js.map