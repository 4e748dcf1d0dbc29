import type { Server } from 'node:http';
/**
 * Lets a server end: no new connections, what is under way is answered, and kept-alive connections close with their next
 * answer. What is not done after ten seconds is cut off.
 *
 * @returns a function that begins it, and is done when the last connection is.
 */
export declare function drainable(server: Server): () => Promise<void>;
