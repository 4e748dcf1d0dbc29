import type { Server, ServerResponse } from 'node:http';

const drainWithinMs = 10_000;
/** Between two looks for connections whose answer has gone, and whose client would keep them. */
const closeIdleEveryMs = 100;

/**
 * Lets a server end: no new connections, what is under way is answered, and kept-alive connections close with their next
 * answer. What is not done after ten seconds is cut off.
 *
 * @returns a function that begins it, and is done when the last connection is.
 */
export function drainable(server: Server): () => Promise<void> {
  let draining = false;
  server.on('request', (_request, response: ServerResponse) => {
    if (draining) response.shouldKeepAlive = false;
  });
  return async () => {
    draining = true;
    const deadline = setTimeout(() => server.closeAllConnections(), drainWithinMs);
    const closing = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
    clearTimeout(deadline);
    clearInterval(closing);
  };
}
