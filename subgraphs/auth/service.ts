import type { SNSClient } from '@aws-sdk/client-sns';
import { createCallSealCheck } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import { startOutboxPublisher } from '@smarterfirms/platform/outbox';
import { createPool } from '@smarterfirms/platform/postgres';
import { createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { type RunningServer, serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { verifyApiKeyRoute } from './api-key/verify-route.ts';
import { type AuthParts, authContext } from './context.ts';
import { openDatabase, openIdentityDatabase } from './database.ts';
import type { AuthEnv } from './env.ts';
import { createIdentityEngine } from './identity/engine.ts';
import { buildAuthSubgraph } from './schema.ts';
import { keySetRoute } from './session/key-set-route.ts';
import { revocationsRoute } from './session/revocations-route.ts';
import { createSignInAttempts } from './session/sign-in-attempts.ts';

/** Builds the parts of the auth subgraph, publishes its outbox and serves it. Stopping ends what it started, in reverse order. */
export async function startAuth(env: AuthEnv, { log, sns }: { log: Log; sns: SNSClient }): Promise<RunningServer> {
  const pool = createPool(env.DATABASE_URL);
  const database = openDatabase(pool);
  const identityDatabase = openIdentityDatabase(env.DATABASE_URL);
  const engine = createIdentityEngine({
    database: identityDatabase,
    secret: env.SESSION_SECRET,
    issuer: env.ACCESS_TOKEN_ISSUER,
    gatewayOrigin: env.GATEWAY_ORIGIN,
    webOrigin: env.WEB_ORIGIN,
    log,
  });
  const outbox = startOutboxPublisher({ pool, sns, topicArn: env.EVENTS_TOPIC_ARN, log });
  const parts: AuthParts = {
    database,
    engine,
    attempts: createSignInAttempts(identityDatabase),
    wakeOutbox: () => outbox.wake(),
  };
  const verifier = createServiceTokenVerifier('auth', env.TRUST_KEYS);
  const checkSeal = createCallSealCheck(env.CALL_SEAL_SECRET);
  const server = await serveSubgraph({
    name: 'auth',
    subgraph: await buildAuthSubgraph(),
    verifier,
    checkSeal,
    log,
    host: env.HOST,
    port: env.PORT,
    context: (request) => authContext(request, parts),
    routes(app) {
      app.get('/jwks.json', keySetRoute(engine, log));
      app.post('/api-keys/verify', verifyApiKeyRoute({ database, verifier, checkSeal, log }));
      app.get('/revocations', revocationsRoute({ database, verifier, checkSeal, log }));
    },
    ready: () => pool.query('select 1'),
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await outbox.stop();
      await identityDatabase.$disconnect();
      await database.$disconnect();
      await pool.end();
    },
  };
}
