/**
 * How much memory the simulator takes in the `large` size: when it has started, after walks that show every field of the
 * largest collections and of what is related, which is the most that can be asked of it, and after 300 things have
 * happened at the firm. Resident memory depends on when the engine collects, so the heap in use is told beside it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { everyField } from './api/fields.ts';
import { ConnectedClient, control } from './connected-client.ts';
import type { ResourceName } from './firm/firm.ts';
import { resources } from './resources/catalogue.ts';
import { createClioSimulator } from './simulator.ts';

const walked: readonly ResourceName[] = ['activities', 'line_items', 'bills', 'contacts'];
const pagesMax = 150;
const happenings = 300;

interface Taken {
  url: string;
  residentMb: number;
  heapMb: number;
}

async function serve(): Promise<void> {
  const { url } = await createClioSimulator({ size: 'large', rateLimit: 0 });
  const tell = () => {
    const { rss, heapUsed } = process.memoryUsage();
    const taken: Taken = { url, residentMb: Math.round(rss / 1e6), heapMb: Math.round(heapUsed / 1e6) };
    process.send?.(taken);
  };
  process.on('message', tell);
  tell();
}

async function takenBy(child: ChildProcess): Promise<Taken> {
  // The child is this same file.
  const [taken] = (await once(child, 'message')) as [Taken];
  return taken;
}

async function main(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const started = await takenBy(child);
  const row = (name: string, { residentMb, heapMb }: Taken) =>
    `${name.padEnd(46)}${`${residentMb} MB`.padStart(10)}${`${heapMb} MB`.padStart(10)}${(residentMb / started.residentMb).toFixed(2).padStart(8)}`;
  const lines = [
    `${''.padEnd(46)}${'resident'.padStart(10)}${'heap'.padStart(10)}${'ratio'.padStart(8)}`,
    row('started', started),
  ];
  const look = async (name: string) => {
    const taken = takenBy(child);
    child.send('tell');
    lines.push(row(name, await taken));
  };
  const at = (region: string) => `${started.url}/${region}`;
  const simulator = { url: started.url, hosts: { us: at('us'), ca: at('ca'), eu: at('eu'), au: at('au') } };
  const client = await ConnectedClient.connect(simulator);
  for (const name of walked) {
    let pages = 0;
    const fields = everyField(resources[name].shape);
    for await (const _ of client.walk(`${name}.json?order=id(asc)&fields=${fields}`)) if (++pages >= pagesMax) break;
    await look(`${pages} pages of ${name}, every field`);
  }
  for (let happened = 0; happened < happenings; happened += 10) await control(simulator, 'life', { count: 10 });
  await look(`${happenings} happenings`);
  for await (const _ of client.walk('matters.json?order=id(asc)&fields=id,etag,client{id,name}'));
  await look('a walk through all matters');
  process.stdout.write(`${lines.join('\n')}\n`);
  child.kill();
}

await (process.argv[2] === 'serve' ? serve() : main());
