import type { WebSocket } from 'ws';
/**
 * Closes a socket (1008) whose client sends messages and ping frames faster than any client has to. Each costs an answer, so
 * a flood of pings would keep the process busy below every limit on operations.
 */
export declare function limitMessageRate(socket: WebSocket, now?: () => number): void;
