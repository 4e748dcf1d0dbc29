/** SQS, SNS and S3 on one port of the loopback address, kept on disk. Runs as a process of its own. */
import { readEnv } from '@smarterfirms/platform/environment';
import { startFauxqs } from 'fauxqs';
import { z } from 'zod';
import { awsRegion } from '../aws-resources.ts';
import { exitOnStop } from './exit-on-stop.ts';
import { listenOnLoopbackOnly } from './loopback-only.ts';

const env = readEnv(z.object({ PORT: z.coerce.number(), DATA_DIR: z.string(), OBJECTS_DIR: z.string() }));

listenOnLoopbackOnly();
const server = await startFauxqs({
  port: env.PORT,
  host: `127.0.0.1:${env.PORT}`,
  defaultRegion: awsRegion,
  dataDir: env.DATA_DIR,
  s3StorageDir: env.OBJECTS_DIR,
  logger: false,
});
process.stdout.write(`SQS, SNS and S3 answer on port ${env.PORT}\n`);
exitOnStop(() => server.stop());
