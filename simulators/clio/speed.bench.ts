/**
 * How many pages of 200 matters a second the simulator serves, beside a bare `node:http` server that sends the same bytes.
 *
 * Both run in processes of their own, and this process asks them over kept-open sockets: one core serves, another asks. On
 * a busy machine the rate by the clock says little, so the table also has the pages for each second of the server's own
 * processor time. The cached walk repeats URLs of a firm that has not changed; before the uncached one a record is edited,
 * which makes every kept page stale.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ConnectedClient, control } from './connected-client.ts';
import { createClioSimulator } from './simulator.ts';

const sockets = 8;
const wantedSeconds = 4;

/** What a synchronisation asks of a matter. */
const widePage =
  'id,etag,number,display_number,description,status,location,client_reference,billable,billing_method,open_date,pending_date,close_date,last_activity_date,created_at,updated_at,client{id,name},responsible_attorney{id,name},originating_attorney{id,name},practice_area{id,name},matter_stage{id,name},currency{id,code}';

interface Usage {
  cpuSeconds: number;
  rssMb: number;
}

/** What a server process says first, and when it is asked for its usage. */
type Said = { started: true; url: string; startedMs: number; records: number } | ({ usage: true } & Usage);

async function serveSimulator(): Promise<void> {
  const before = performance.now();
  const simulator = await createClioSimulator({ size: 'large', rateLimit: 0 });
  const startedMs = Math.round(performance.now() - before);
  const tables = simulator.world.firms.flatMap((firm) => Object.values(firm.tables));
  serveUsage({
    started: true,
    url: simulator.url,
    startedMs,
    records: tables.reduce((sum, { rows }) => sum + rows.length, 0),
  });
}

async function serveBytes(): Promise<void> {
  const body = Buffer.alloc(Number(process.argv[3]), 'x');
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  serveUsage({
    started: true,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    startedMs: 0,
    records: 0,
  });
}

function serveUsage(started: Said): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    const said: Said = {
      usage: true,
      cpuSeconds: (user + system) / 1e6,
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
    };
    process.send?.(said);
  });
  process.send?.(started);
}

async function say(child: ChildProcess): Promise<Said> {
  // The child is this same file.
  const [said] = (await once(child, 'message')) as [Said];
  return said;
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send('usage');
  const said = await say(child);
  if (!('usage' in said)) throw new Error('Expected the usage of a server process');
  return said;
}

/** Asks for the addresses in turn, each socket for its next one once an answer is whole. Gives the bytes that came. */
async function ask(port: number, requests: readonly Buffer[]): Promise<number> {
  let next = 0;
  let bytes = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let missing = 0;
      let head = '';
      const send = () => {
        const request = requests[next++];
        if (request) socket.write(request);
        else socket.end(() => resolve());
      };
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        let body = chunk.length;
        if (missing === 0) {
          head += chunk.toString('latin1');
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          if (!head.startsWith('HTTP/1.1 200')) reject(new Error(`Expected 200, got ${head.slice(0, 300)}`));
          missing = Number(/content-length: (\d+)/i.exec(head)?.[1]);
          body = head.length - end - 4;
          head = '';
        }
        missing -= body;
        if (missing === 0) send();
      });
      socket.on('error', reject);
      send();
    });
  await Promise.all(Array.from({ length: sockets }, one));
  return bytes;
}

interface Measured {
  pages: number;
  seconds: number;
  cpuSeconds: number;
  bytes: number;
}

/** Repeats the walk until enough time has passed; what `before` does, such as an edit, is not measured. */
async function measure(
  child: ChildProcess,
  port: number,
  requests: readonly Buffer[],
  before: () => Promise<void> = async () => undefined,
): Promise<Measured> {
  const total: Measured = { pages: 0, seconds: 0, cpuSeconds: 0, bytes: 0 };
  while (total.seconds < wantedSeconds) {
    await before();
    const cpuBefore = (await usageOf(child)).cpuSeconds;
    const started = performance.now();
    total.bytes += await ask(port, requests);
    total.seconds += (performance.now() - started) / 1000;
    total.cpuSeconds += (await usageOf(child)).cpuSeconds - cpuBefore;
    total.pages += requests.length;
  }
  return total;
}

function row(name: string, { pages, seconds, cpuSeconds, bytes }: Measured, baseline: Measured): string {
  const perCore = pages / cpuSeconds;
  const ratio = perCore / (baseline.pages / baseline.cpuSeconds);
  return [
    name.padEnd(42),
    `${Math.round(bytes / pages / 1024)} KB`.padStart(8),
    Math.round(pages / seconds)
      .toLocaleString('en')
      .padStart(12),
    Math.round(perCore).toLocaleString('en').padStart(14),
    ratio.toFixed(2).padStart(8),
  ].join('');
}

async function main(): Promise<void> {
  const file = fileURLToPath(import.meta.url);
  const child = fork(file, ['simulator']);
  const started = await say(child);
  if (!('started' in started)) throw new Error('Expected the simulator to start');
  const port = Number(new URL(started.url).port);
  const idle = await usageOf(child);
  process.stdout.write(
    `${started.records.toLocaleString('en')} records of all firms in ${started.startedMs} ms, ${idle.rssMb} MB resident\n\n`,
  );
  const at = (region: string) => `${started.url}/${region}`;
  const simulator = { url: started.url, hosts: { us: at('us'), ca: at('ca'), eu: at('eu'), au: at('au') } };
  const client = await ConnectedClient.connect(simulator);
  const lines = [
    `${'pages of 200 matters'.padEnd(42)}${'size'.padStart(8)}${'pages/s'.padStart(12)}${'pages/cpu s'.padStart(14)}${'ratio'.padStart(8)}`,
  ];
  for (const fields of ['id,etag', widePage]) {
    const urls: string[] = [];
    let matterId: unknown;
    for (
      let next: string | undefined = `${client.host}/api/v4/matters.json?limit=200&order=id(asc)&fields=${fields}`;
      next;
    ) {
      urls.push(next);
      const page = await client.list(next);
      matterId = page.data[0]?.['id'];
      next = page.meta.paging.next;
    }
    const requests = urls.map((url) => {
      const { pathname, search, host } = new URL(url);
      return Buffer.from(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: SpeedBench/1.0\r\nX-API-VERSION: 4.0.13\r\nAuthorization: Bearer ${client.tokens.access_token}\r\n\r\n`,
      );
    });
    const account = 610001;
    const edit = async () => {
      await control(simulator, `records/${account}/matters/${matterId}`, {
        patch: { location: `Room ${Math.random()}` },
      });
    };
    const cached = await measure(child, port, requests);
    const uncached = await measure(child, port, requests, edit);
    const bare = fork(file, ['bytes', String(Math.round(cached.bytes / cached.pages))]);
    const bareStarted = await say(bare);
    if (!('started' in bareStarted)) throw new Error('Expected the baseline to start');
    const baseline = await measure(bare, Number(new URL(bareStarted.url).port), requests);
    bare.kill();
    const name = fields === widePage ? '22 fields' : 'id and etag';
    lines.push(
      row(`${name}: bare node:http, the same bytes`, baseline, baseline),
      row(`${name}: the same walk again`, cached, baseline),
      row(`${name}: a walk after an edit`, uncached, baseline),
    );
  }
  process.stdout.write(`${lines.join('\n')}\n\n${(await usageOf(child)).rssMb} MB resident afterwards\n`);
  child.kill();
}

switch (process.argv[2]) {
  case 'simulator':
    await serveSimulator();
    break;
  case 'bytes':
    await serveBytes();
    break;
  default:
    await main();
}
