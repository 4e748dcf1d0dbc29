import { SNSClient } from '@aws-sdk/client-sns';
import { readEnv } from '@smarterfirms/platform/environment';
import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { authEnv } from './env.ts';
import { startAuth } from './service.ts';

const env = readEnv(authEnv);
const log = createLog('auth', env.LOG_LEVEL);
const auth = await startAuth(env, { log, sns: new SNSClient({}) });
stopOnSignal(log, [() => auth.stop()]);
