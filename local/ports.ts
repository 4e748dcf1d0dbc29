import { connect, createServer } from 'node:net';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** The port each part listens on when nothing else does. */
export const defaultPorts = {
  web: 3000,
  gateway: 4000,
  auth: 4001,
  accounts: 4002,
  clio: 4003,
  data: 4004,
  notifications: 4005,
  'clio-simulator': 4010,
  postgres: 5433,
  queues: 4566,
  tables: 4567,
  smtp: 1025,
  mail: 1080,
} as const;
export type PortName = keyof typeof defaultPorts;
export type Ports = Record<PortName, number>;

export interface PortChange {
  name: PortName;
  wanted: number;
  taken: number;
}

/**
 * A free port for every part.
 *
 * A part gets the port it had last time (OAuth redirect addresses and bookmarks stay true), else its default; a busy one is
 * replaced by the next free port and reported. `random` takes ports at random, for instances beside a developer's own.
 */
export async function choosePorts(
  path: string,
  mode: 'default' | 'random' = 'default',
): Promise<{ ports: Ports; changes: PortChange[] }> {
  const remembered = readJsonFile(path, z.record(z.string(), z.int().min(1).max(65_535))) ?? {};
  const ports: Partial<Ports> = {};
  const changes: PortChange[] = [];
  const used = new Set<number>();
  for (const name of Object.keys(defaultPorts) as PortName[]) {
    const wanted = remembered[name] ?? (mode === 'random' ? randomPort() : defaultPorts[name]);
    let port = wanted;
    while (used.has(port) || !(await isFree(port))) port = mode === 'random' ? randomPort() : nextPort(port);
    if (port !== wanted && mode === 'default') changes.push({ name, wanted, taken: port });
    ports[name] = port;
    used.add(port);
  }
  writeJsonFile(path, ports);
  return { ports: ports as Ports, changes };
}

/** Below the range from which systems take ports for outgoing connections, so nobody takes it between test and use. */
function randomPort(): number {
  return 20_000 + Math.floor(Math.random() * 12_000);
}

function nextPort(port: number): number {
  return port >= 65_535 ? 1_024 : port + 1;
}

/** Connecting comes first: where a socket listens on all addresses, some systems still let one bind the loopback address. */
async function isFree(port: number): Promise<boolean> {
  if (await answers(port, '127.0.0.1')) return false;
  if (await answers(port, '::1')) return false;
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
