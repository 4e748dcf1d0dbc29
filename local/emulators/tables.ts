/** DynamoDB on one port of the loopback address, kept on disk. Runs as a process of its own. */
import { readEnv } from '@smarterfirms/platform/environment';
import dynalite from 'dynalite';
import { z } from 'zod';
import { exitOnStop } from './exit-on-stop.ts';

const env = readEnv(z.object({ PORT: z.coerce.number(), DATA_DIR: z.string() }));

const server = dynalite({ path: env.DATA_DIR, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
server.listen(env.PORT, '127.0.0.1', () => process.stdout.write(`DynamoDB answers on port ${env.PORT}\n`));
exitOnStop(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
