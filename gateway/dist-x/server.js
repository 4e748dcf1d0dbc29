import { bufferedOutput, createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { readGatewayEnv } from './env.js';
import { serveGateway } from './serve-gateway.js';
const env = readGatewayEnv();
const log = createLog('gateway', env.logLevel, bufferedOutput());
const tracing = await startTracing('gateway', log);
const gateway = await serveGateway({ ...env, log });
process.on('SIGHUP', () => void gateway.reload());
stopOnSignal(log, [() => gateway.stop(), () => tracing.stop()]);
//# sourceMappingURL=server.js.map