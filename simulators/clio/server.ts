import { readSettings } from './env.ts';
import { createClioSimulator } from './simulator.ts';

const started = performance.now();
const simulator = await createClioSimulator(readSettings());
process.stdout.write(
  `${JSON.stringify({
    level: 'info',
    service: 'clio-simulator',
    message: 'listening',
    url: simulator.url,
    hosts: simulator.hosts,
    startedInMs: Math.round(performance.now() - started),
    firms: simulator.world.firms.map(({ account, region }) => `${account.name} (${region})`),
  })}\n`,
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void simulator.close().then(() => process.exit(0));
  });
}
