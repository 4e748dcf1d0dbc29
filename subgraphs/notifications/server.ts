import { createLog } from '@smarterfirms/platform/log';
import { stopOnSignal } from '@smarterfirms/platform/run';
import { readNotificationsEnv } from './env.ts';
import { startNotifications } from './service.ts';

const env = readNotificationsEnv();
const log = createLog('notifications', env.LOG_LEVEL);
const notifications = await startNotifications(env, log);
stopOnSignal(log, [() => notifications.stop()]);
