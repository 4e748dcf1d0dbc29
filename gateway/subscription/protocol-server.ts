import type { IncomingMessage } from 'node:http';
import type { Log } from '@smarterfirms/platform/log';
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';

/** Between two pings of a socket; a client that does not answer one until the next is cut off. */
const pingEveryMs = 12_000;

interface SocketOfProtocol extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  request: IncomingMessage;
}

/**
 * Speaks graphql-ws on the sockets of a server. The library's own binding to `ws` prints what clients do wrong on the
 * console, and closes with 4500, "our fault", where a client sends a message that only servers send.
 *
 * @returns a function that tells every socket to go elsewhere, and is done when the last is closed.
 */
export function serveProtocol<Extra extends SocketOfProtocol>(
  options: ServerOptions<Record<string, unknown>, Extra>,
  sockets: WebSocketServer,
  log: Log,
): () => Promise<void> {
  const server = makeServer(options);
  sockets.options.handleProtocols = handleProtocols;
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    // Broken frames and messages that are too large: `ws` closes the socket with the code for it.
    socket.on('error', (error) => log.debug({ err: error }, 'a client broke the protocol of its socket'));
    const stopPings = pingRegularly(socket);
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', (data) => {
            handle(String(data)).catch((error: unknown) => {
              if (isUnexpectedMessage(error)) return socket.close(CloseCode.BadRequest, 'Invalid message received');
              log.error({ err: error }, 'a message of a socket could not be handled');
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          });
        },
      },
      // The rest of it is what the options' own functions put there.
      { socket, request } as Extra,
    );
    socket.once('close', (code, reason) => {
      stopPings();
      closed(code, String(reason)).catch((error: unknown) =>
        log.error({ err: error }, 'what a socket had open did not end in order'),
      );
    });
  });
  return async () => {
    for (const socket of sockets.clients) socket.close(1001, 'Going away');
    sockets.removeAllListeners();
    await new Promise<void>((resolve, reject) => sockets.close((error) => (error ? reject(error) : resolve())));
  };
}

/**
 * Done when the message has gone out, so that a stream goes on as fast as its client reads. The last message of an operation
 * is not waited for: only after it does the library forget the operation, and a client that reads slowly may have begun
 * another one with the same id meanwhile, which would be forgotten instead, counted no more and never ended.
 */
function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(text, (error) => (error ? reject(error) : resolve()));
    if (isLast(text)) resolve();
  });
}

const beforeType = '","type":"';

/** Whether a message ends its operation. It begins with the client's id, in which no quotation mark stands without a backslash. */
function isLast(text: string): boolean {
  const type = text.indexOf(beforeType) + beforeType.length;
  return text.startsWith('error"', type) || text.startsWith('complete"', type);
}

/** The library has no other way to tell of a message of a known type that is none for a server. */
function isUnexpectedMessage(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message of type');
}

function pingRegularly(socket: WebSocket): () => void {
  let answered = true;
  const pinging = setInterval(() => {
    if (!answered) socket.terminate();
    else if (socket.readyState === socket.OPEN) {
      answered = false;
      socket.ping();
    }
  }, pingEveryMs);
  socket.on('pong', () => {
    answered = true;
  });
  return () => clearInterval(pinging);
}
