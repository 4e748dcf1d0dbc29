import { createCallSealCheck } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import { createPool } from '@smarterfirms/platform/postgres';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { type RunningServer, serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { notificationsContext } from './context.ts';
import { createDatabase } from './database.ts';
import type { NotificationsEnv } from './env.ts';
import { buildNotificationsSubgraph } from './schema.ts';

/** Builds the parts of the notifications subgraph and serves it. Stopping ends what it started, in reverse order. */
export async function startNotifications(env: NotificationsEnv, log: Log): Promise<RunningServer> {
  const pool = createPool(env.DATABASE_URL);
  const database = createDatabase(pool);
  const server = await serveSubgraph({
    name: 'notifications',
    subgraph: await buildNotificationsSubgraph(),
    verifier: createServiceTokenVerifier('notifications', env.TRUST_KEYS),
    checkSeal: createCallSealCheck(env.CALL_SEAL_SECRET),
    log,
    host: env.HOST,
    port: env.PORT,
    context: (request) => notificationsContext(request, database),
    ready: () => pool.query('select 1'),
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await database.$disconnect();
      await pool.end();
    },
  };
}
