import { SNSClient } from '@aws-sdk/client-sns';
import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { readAccountsEnv } from './env.ts';
import { startAccounts } from './service.ts';

const env = readAccountsEnv();
const log = createLog('accounts', env.LOG_LEVEL);
const tracing = await startTracing('accounts', log);
const accounts = await startAccounts(env, { log, sns: new SNSClient({}) });
stopOnSignal(log, [() => accounts.stop(), () => tracing.stop()]);
