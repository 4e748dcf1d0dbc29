/**
 * Starts the product and keeps it running until Ctrl-C.
 * Usage: node start.js [--data-dir <directory>] [--ports random] [--only a,b] [--json] [--dev]
 */
import { parseArgs } from 'node:util';
import { openDataDirectory } from './data-directory.ts';
import { AlreadyRunningError } from './lock.ts';
import { seed } from './seed/seed.ts';
import { type ServiceName, serviceNames } from './services.ts';
import { type Stack, type StackOptions, startStack } from './stack.ts';
import { urlTable } from './url-table.ts';

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    ports: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    dev: { type: 'boolean', default: false },
  },
});
/** npm and the terminal may both deliver one Ctrl-C; two signals this close together are one. */
const onePressMs = 700;

let stack: Pick<Stack, 'stop' | 'abandon'> | undefined;
let stoppingSince: number | undefined;

function stop(reason: string): void {
  if (stoppingSince !== undefined) {
    if (Date.now() - stoppingSince < onePressMs) return;
    process.stderr.write('\nkilling everything at once\n');
    stack?.abandon();
    process.exit(130);
  }
  stoppingSince = Date.now();
  process.stderr.write(`\n${reason}: stopping, the last started first (Ctrl-C again to kill at once)\n`);
  void (stack?.stop() ?? Promise.resolve()).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
// The terminal is gone, or whoever reads our output: writing fails from now on.
process.stdout.on('error', () => stop('the output was closed'));
process.stderr.on('error', () => stop('the output was closed'));
// Whoever started us is gone without a word (SIGKILL).
process.on('disconnect', () => stop('the starting process ended'));

try {
  const started = await startStack(optionsFromArguments());
  if (values.json) process.stdout.write(`${JSON.stringify(description(started))}\n`);
  else {
    process.stdout.write(urlTable(started, { dataDir: values['data-dir'], development: values.dev }));
    if (!values.only) await seedDemo(started);
  }
} catch (error) {
  if (stoppingSince === undefined) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`\n${error instanceof AlreadyRunningError ? '' : 'The start failed. '}${message}\n`);
    process.exit(1);
  }
}

/** After everything is ready and the addresses are shown. The product works without it, so a failure is a warning. */
async function seedDemo({ urls, log }: Stack): Promise<void> {
  const { seed: file } = openDataDirectory(values['data-dir']);
  try {
    await seed({ graphUrl: urls.graph, file, say: (text) => log.say(text) });
  } catch (error) {
    if (stoppingSince !== undefined) return;
    log.say(`the demo firms could not be set up (the next start tries again): ${(error as Error).message}`, 'warn');
  }
}

function optionsFromArguments(): StackOptions {
  return {
    ...(values['data-dir'] && { dataDir: values['data-dir'] }),
    ...(values.ports === 'random' && { ports: 'random' as const }),
    ...(values.only && { only: values.only.split(',').map(serviceName) }),
    ...(values.json && { log: (line: string) => process.stderr.write(`${line}\n`) }),
    development: values.dev,
    onStarting(starting) {
      stack = starting;
    },
  };
}

function serviceName(name: string): ServiceName | 'workers' {
  const known = [...serviceNames, 'workers'] as const;
  const found = known.find((candidate) => candidate === name);
  if (!found) throw new Error(`no service is called "${name}"; there are ${known.join(', ')}`);
  return found;
}

/** What a program that started us needs to know. */
function description({ urls, ports, databases, superuser, aws, services }: Stack) {
  return { urls, ports, databases, superuser, aws, services: services() };
}
