import type { IncomingMessage, Server } from 'node:http';
import type { WebSocketServer } from 'ws';
export interface UpgradeOptions {
    httpServer: Server;
    sockets: WebSocketServer;
    /** The only path that becomes a WebSocket. */
    path: string;
    /** Origins whose pages may open one, beside pages of our own; programs that are no browser send none. */
    origins: ReadonlySet<string>;
    /** The status to refuse one more socket of this client with, or undefined where it may open. */
    refusal?: (request: IncomingMessage) => string | undefined;
}
/** Turns requests for an upgrade into sockets. @returns a function that stops it, and leaves open sockets alone. */
export declare function acceptUpgrades({ httpServer, sockets, path, origins, refusal }: UpgradeOptions): () => void;
