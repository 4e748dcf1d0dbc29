import { once } from 'node:events';
import { WebSocket } from 'ws';
import { eventually } from './eventually.ts';

export interface Message {
  type: string;
  id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of many shapes, looked at by tests only
  payload?: any;
}

/** A client of a socket that says what it is told to, right or wrong, and keeps what it hears. */
export interface RawClient {
  received: Message[];
  send(...messages: (object | string)[]): void;
  /** What has come by the time that there is such a message. */
  until(message: Partial<Message>): Promise<Message[]>;
  /** What has come by the time that the gateway has read everything that was sent. */
  heard(): Promise<Message[]>;
  /** The code that the socket is closed with. */
  closed: Promise<number>;
  /** Reads nothing until it goes on. */
  pause(): void;
  resume(): void;
  terminate(): void;
}

let pings = 0;

export async function connectRaw(url: string, protocols: string[] = ['graphql-transport-ws']): Promise<RawClient> {
  const socket = new WebSocket(url, protocols);
  const received: Message[] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  const send: RawClient['send'] = (...messages) => {
    for (const message of messages) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  return {
    received,
    send,
    until: ({ type, id }) =>
      eventually(
        () => received,
        (messages) => messages.some((message) => message.type === type && message.id === id),
      ),
    async heard() {
      pings += 1;
      const number = pings;
      send({ type: 'ping', payload: { number } });
      const isAnswer = ({ type, payload }: Message) => type === 'pong' && payload?.number === number;
      await eventually(
        () => received,
        (messages) => messages.some(isAnswer),
      );
      received.splice(received.findIndex(isAnswer), 1);
      return received;
    },
    closed,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    terminate: () => socket.terminate(),
  };
}

/** The message that begins an operation. */
export const subscribe = (id: unknown, query: unknown, extensions?: object) => ({
  id,
  type: 'subscribe',
  payload: { query, ...(extensions ? { extensions } : {}) },
});
