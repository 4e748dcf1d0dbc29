import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { pino } from 'pino';
import { connectRedis } from './redis-connection.ts';
import { eventually } from './testing/eventually.ts';
import { type RedisServer, startRedis, testWithRedis } from './testing/redis-server.ts';

const withServer = testWithRedis('the connection to Redis');
let server: RedisServer;
/** Between a client and the server: what is mute stays open, and nothing comes through. */
let mute: boolean;
const near: Socket[] = [];
const between = createServer((socket) => {
  near.push(socket);
  const far = connect(Number(new URL(server.url).port), '127.0.0.1');
  for (const [one, other] of [
    [socket, far],
    [far, socket],
  ] as const) {
    one.on('error', () => undefined).on('close', () => other.destroy());
    one.on('data', (chunk) => mute || other.write(chunk));
  }
});

beforeAll(async () => {
  server = await startRedis();
  await once(between.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  between.close();
  await server[Symbol.asyncDispose]();
});

withServer(
  'a connection that does not answer, from its beginning on or any more, is given up and made again',
  async () => {
    mute = true;
    const lines: { msg: string }[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const url = `redis://127.0.0.1:${(between.address() as AddressInfo).port}`;
    const { client, close } = connectRedis(url, log, { askEveryMs: 20, answersWithinMs: 1_000 });
    const ready = () =>
      eventually(
        () => client.isReady,
        (isReady) => isReady,
      );
    try {
      await eventually(
        () => lines.length,
        (count) => count === 1,
      );
      mute = false;
      await ready();
      mute = true;
      await expect(client.get('key')).rejects.toThrow();
      mute = false;
      await ready();
      expect(await client.get('key')).toBeNull();
      expect(lines.slice(0, 3).map(({ msg }) => msg)).toEqual([
        'there is no connection to Redis; it is made again',
        'the connection to Redis is back',
        'there is no connection to Redis; it is made again',
      ]);
    } finally {
      await close();
    }
    await eventually(
      () => near.filter(({ destroyed }) => !destroyed).length,
      (open) => open === 0,
    );
  },
);

withServer('a server that answers with a refusal is there', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const administrator = connectRedis(server.url, pino({ level: 'silent' }));
  await administrator.begun;
  await administrator.client.sendCommand('ACL SETUSER limited on >secret ~* +@all -ping'.split(' '));
  const limited = connectRedis(server.url.replace('//', '//limited:secret@'), log, {
    askEveryMs: 20,
    answersWithinMs: 60_000,
  });
  const refused = async () =>
    Number(
      /cmdstat_ping:.*rejected_calls=(\d+)/.exec(String(await administrator.client.info('commandstats')))?.[1] ?? 0,
    );
  try {
    await eventually(refused, (count) => count > 3);
    expect(await limited.client.get('key')).toBeNull();
    expect(lines).toEqual([]);
  } finally {
    await Promise.all([limited.close(), administrator.close()]);
  }
});
