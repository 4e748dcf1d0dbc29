import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { startTracing } from '@smarterfirms/platform/start-tracing';
import { readNotificationsEnv } from './env.ts';
import { startNotifications } from './service.ts';

const env = readNotificationsEnv();
const log = createLog('notifications', env.LOG_LEVEL);
const tracing = await startTracing('notifications', log);
const notifications = await startNotifications(env, log);
stopOnSignal(log, [() => notifications.stop(), () => tracing.stop()]);
