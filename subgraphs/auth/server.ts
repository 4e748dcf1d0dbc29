import { SNSClient } from '@aws-sdk/client-sns';
import { readEnv } from '@smarterfirms/platform/environment';
import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { authEnv } from './env.ts';
import { startAuth } from './service.ts';

const env = readEnv(authEnv);
const log = createLog('auth', env.LOG_LEVEL);
const tracing = await startTracing('auth', log);
const auth = await startAuth(env, { log, sns: new SNSClient({}) });
stopOnSignal(log, [() => auth.stop(), () => tracing.stop()]);
