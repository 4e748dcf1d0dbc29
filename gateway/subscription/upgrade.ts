import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
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
export function acceptUpgrades({ httpServer, sockets, path, origins, refusal }: UpgradeOptions): () => void {
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Node takes its own listener off such a socket: without another one, a client that hangs up here ends the process.
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?')[0] !== path) refuse(socket, '404 Not Found');
    else if (!isAllowed(request, origins)) refuse(socket, '403 Forbidden');
    else {
      const status = refusal?.(request);
      if (status) refuse(socket, status);
      else sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
    }
  };
  httpServer.on('upgrade', upgrade);
  return () => void httpServer.off('upgrade', upgrade);
}

function isAllowed({ headers }: IncomingMessage, origins: ReadonlySet<string>): boolean {
  const { origin, host } = headers;
  return !origin || origins.has(origin) || URL.parse(origin)?.host === host;
}

function refuse(socket: Duplex, status: string): void {
  // Nobody reads this socket any more: it must not stay open until the client closes its half.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
