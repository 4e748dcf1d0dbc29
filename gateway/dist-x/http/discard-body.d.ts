import type { IncomingMessage } from 'node:http';
/**
 * Reads what is left of a refused body without keeping it, for so many bytes more; then the sender is cut off. Closing at
 * once would reset the connection, and the sender would lose the answer that says why.
 */
export declare function discardBody(request: IncomingMessage): void;
