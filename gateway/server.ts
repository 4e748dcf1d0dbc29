import { bufferedOutput, createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { readGatewayEnv } from './env.ts';
import { serveGateway } from './serve-gateway.ts';

const env = readGatewayEnv();
const log = createLog('gateway', env.logLevel, bufferedOutput());
const gateway = await serveGateway({ ...env, log });
stopOnSignal(log, [() => gateway.stop()]);
