/**
 * What subscriptions cost: memory of idle ones, and how late events of active ones are.
 *
 * The gateway is one process, with authentication, authorisation, cost control and logging on; the subgraphs are another one,
 * and so are the clients, who look at nothing of an event but the time at which the subgraph sent it. The clock is the
 * machine's monotonic one, which they have in common. Memory is what the process has more of after garbage collection when
 * all subscriptions are open and each has had one event, than with the first 100 of them; what the kernel keeps for
 * sockets is not in it.
 *
 * The baseline is graphql-ws with nothing else: the clients subscribe at the subgraph itself, which looks at no token.
 *
 * IDLE (10,000 subscriptions), ACTIVE (1,000) and SECONDS (10, per measurement) change how much is measured; ONLY, words in
 * the name of a row, which.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Latencies, StreamClientsOptions } from '../bench/stream-clients.ts';
import { composeSubgraphs } from '../composition.ts';

const eventsPerSecond = 2;
const firstSubscriptions = 100;
const idleSeconds = 5;

const idle = Number(process.env['IDLE'] ?? 10_000);
const active = Number(process.env['ACTIVE'] ?? 1_000);
const seconds = Number(process.env['SECONDS'] ?? 10);

const own = 'id sentAtMs entityType done total phase';
const ownFields = `subscription($job: ID!) { progress(job: $job) { ${own} } }`;
const withEntity = `subscription($job: ID!) { progress(job: $job) { ${own} firm { name timeZone } } }`;

interface Row {
  name: string;
  /** Without a gateway: at the subgraph itself. */
  straight?: boolean;
  transport?: StreamClientsOptions['transport'];
  query?: string;
  /** Whether all subscribe to the same, as one person. */
  shared?: boolean;
  perSocket?: number;
  /** Subscriptions, where they are not the usual number. */
  count?: number;
}

const idleRows: Row[] = [
  { name: 'graphql-ws alone', straight: true },
  { name: 'ours, a socket each' },
  { name: 'ours, a socket each, all the same', shared: true },
  { name: 'ours, 100 on a socket', perSocket: 100 },
  { name: 'ours, Server-Sent Events', transport: 'sse' },
];
const activeRows: Row[] = [
  { name: 'graphql-ws alone, one subscriber', straight: true, count: 1 },
  { name: 'graphql-ws alone', straight: true },
  { name: 'graphql-ws alone, all the same', straight: true, shared: true },
  { name: 'ours, one subscriber', count: 1 },
  { name: 'ours' },
  { name: 'ours, all the same', shared: true },
  { name: 'ours, fields of another subgraph', query: withEntity },
  { name: 'ours, fields of another subgraph, all the same', query: withEntity, shared: true },
  { name: 'ours, Server-Sent Events', transport: 'sse' },
  { name: 'ours, Server-Sent Events, all the same', transport: 'sse', shared: true },
];

/** What a process of the benchmark is told; each answers with one message. */
type Order = Record<string, unknown> & { order: string };

/** Bytes. */
interface Memory {
  heap: number;
  /** Buffers, which are not in the heap. */
  buffers: number;
  resident: number;
}

const [role] = process.argv.slice(2);
if (role === 'source') await playSource();
else if (role === 'gateway') await playGateway();
else if (role === 'clients') await playClients();
else await measure();

async function measure(): Promise<void> {
  const chosen = (rows: Row[]) => rows.filter(({ name }) => name.includes(process.env['ONLY'] ?? ''));
  process.stdout.write(`\n${idle} idle subscriptions\n`);
  const memory: Record<string, unknown>[] = [];
  let baseline: number | undefined;
  for (const row of chosen(idleRows)) {
    const measured = await measureIdle({ ...row, count: idle });
    baseline ??= measured.bytes;
    memory.push({
      subscriptions: row.name,
      'KB each': (measured.bytes / 1_024).toFixed(1),
      ratio: (measured.bytes / baseline).toFixed(1),
      'of that heap': (measured.heapBytes / 1_024).toFixed(1),
      'MB in all': Math.round(measured.residentMb),
      'CPU while idle': `${(measured.cpuShare * 100).toFixed(1)} %`,
    });
  }
  console.table(memory);

  process.stdout.write(`\n${active} active subscriptions at ${eventsPerSecond} events a second, ${seconds} s\n`);
  const delays: Record<string, unknown>[] = [];
  let alone: Latencies | undefined;
  for (const row of chosen(activeRows)) {
    const { latencies, cpuShare } = await measureActive({ count: active, ...row });
    alone ??= latencies;
    delays.push({
      subscriptions: row.name,
      'events/s': Math.round(latencies.events / seconds),
      'p50 ms': latencies.p50Ms.toFixed(1),
      'p95 ms': latencies.p95Ms.toFixed(1),
      'p99 ms': latencies.p99Ms.toFixed(1),
      'ratio p50': (latencies.p50Ms / alone.p50Ms).toFixed(1),
      CPU: `${(cpuShare * 100).toFixed(0)} %`,
      'ms CPU per 1,000 events': Math.round((cpuShare * seconds * 1_000) / (latencies.events / 1_000)),
    });
  }
  console.table(delays);
}

async function measureIdle(row: Row & { count: number }) {
  await using stage = await open(row);
  await stage.subscribe(Math.min(firstSubscriptions, row.count));
  const before = (await stage.serving('memory')) as Memory;
  await stage.subscribe(row.count - firstSubscriptions);
  const after = (await stage.serving('memory')) as Memory;
  const cpuShare = await stage.cpuShareDuring(() => delay(idleSeconds * 1_000));
  const more = row.count - firstSubscriptions;
  return {
    bytes: (after.heap + after.buffers - before.heap - before.buffers) / more,
    heapBytes: (after.heap - before.heap) / more,
    residentMb: after.resident / 1_048_576,
    cpuShare,
  };
}

async function measureActive(row: Row & { count: number }) {
  await using stage = await open(row);
  await stage.subscribe(row.count);
  await stage.source('start', { perSecond: eventsPerSecond });
  // Three seconds are for the compiler.
  await delay(3_000);
  await stage.clients('reset');
  const cpuShare = await stage.cpuShareDuring(() => delay(seconds * 1_000));
  return { latencies: (await stage.clients('latencies')) as Latencies, cpuShare };
}

/** The processes of one row. */
async function open({ straight, transport = 'websocket', query = ownFields, shared, perSocket = 1, count = 1 }: Row) {
  const children: ChildProcess[] = [];
  const started = (name: string) => {
    const child = fork(fileURLToPath(import.meta.url), [name], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
      execArgv: ['--expose-gc'],
    });
    children.push(child);
    return (order: string, more: object = {}) => ask(child, { order, ...more });
  };
  const source = started('source');
  const urls = (await source('urls')) as Record<string, string>;
  const people = shared ? 1 : Math.ceil(count / 100);
  const gateway = straight ? undefined : started('gateway');
  const { url, tokens } = gateway
    ? ((await gateway('serve', { urls, people })) as { url: string; tokens: string[] })
    : { url: urls['jobs'] ?? '', tokens: [] };
  const clients = started('clients');
  const serving = gateway ?? source;
  let subscribed = 0;
  return {
    source,
    clients,
    serving,
    /** Of one processor, of the process that is measured. */
    async cpuShareDuring(work: () => Promise<unknown>): Promise<number> {
      const startedAt = performance.now();
      const before = Number(await serving('cpuMs'));
      await work();
      return (Number(await serving('cpuMs')) - before) / (performance.now() - startedAt);
    },
    /** Opens so many more, and waits until each has had an event. */
    async subscribe(more: number) {
      const subscriptions = Array.from({ length: more }, (_, at) => ({
        job: shared ? 'job' : `job${subscribed + at}`,
        token: tokens[(subscribed + at) % tokens.length],
      }));
      subscribed += more;
      await clients('open', { options: { url, transport, query, perSocket, subscriptions } });
      await source('listening', { count: shared && !straight ? 1 : subscribed });
      await clients('expect');
      await source('send');
      await clients('received');
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
    },
  };
}

function ask(child: ChildProcess, order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stopped = () => reject(new Error(`A process of the benchmark stopped at "${order.order}": see above.`));
    child.once('exit', stopped);
    child.once('message', ({ answer }: { answer?: unknown }) => {
      child.off('exit', stopped);
      resolve(answer);
    });
    child.send(order);
  });
}

function obey(orders: Record<string, (order: Order) => unknown>): void {
  const known: typeof orders = { memory, cpuMs, ...orders };
  process.on('message', async (order: Order) => {
    const answer = await known[order.order]?.(order);
    process.send?.({ answer });
  });
  process.on('disconnect', () => process.exit());
}

function memory(): Memory {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed, buffers: external, resident: rss };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function playSource(): Promise<void> {
  const { serveStreamSource } = await import('../bench/stream-source.ts');
  const source = await serveStreamSource();
  obey({
    urls: () => source.urls,
    listening: async ({ count }) => {
      while (source.listeners() !== count) await delay(20);
    },
    send: () => source.sendToAll(),
    start: ({ perSecond }) => void source.sendSteadily(Number(perSecond)),
  });
}

async function playGateway(): Promise<void> {
  const { serveOurs } = await import('../bench/serve-ours.ts');
  const { streamSdl } = await import('../bench/stream-source.ts');
  obey({
    serve: ({ urls, people }) => {
      const addresses = urls as Record<string, string>;
      const files = Object.entries(streamSdl).map(([name, sdl]) => ({ name, sdl, url: addresses[name] ?? '' }));
      return serveOurs(composeSubgraphs(files).supergraphSdl, addresses, {
        share: true,
        scopes: ['sync:read'],
        people: Number(people),
        streamLimits: { socketsPerNetwork: 20_000, namelessSocketsPerNetwork: 20_000, httpStreamsPerClient: 20_000 },
      });
    },
  });
}

async function playClients(): Promise<void> {
  const { openStreamClients } = await import('../bench/stream-clients.ts');
  type Clients = Awaited<ReturnType<typeof openStreamClients>>;
  const opened: Clients[] = [];
  obey({
    open: async ({ options }) => void opened.push(await openStreamClients(options as StreamClientsOptions)),
    expect: () => {
      for (const clients of opened) clients.expectOne();
    },
    received: () => Promise.all(opened.map((clients) => clients.receivedOne())),
    reset: () => opened[0]?.reset(),
    latencies: () => opened[0]?.latencies(),
  });
}
