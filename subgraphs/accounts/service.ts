import type { SNSClient } from '@aws-sdk/client-sns';
import { createCallSealCheck, createCallSealer } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import { startOutboxPublisher } from '@smarterfirms/platform/outbox';
import { createPool } from '@smarterfirms/platform/postgres';
import { createServiceTokenSigner, createServiceTokenVerifier } from '@smarterfirms/platform/service-token';
import { type RunningServer, serveSubgraph } from '@smarterfirms/platform/subgraph-server';
import { accountsContext } from './context.ts';
import { createDatabase } from './database.ts';
import type { AccountsEnv } from './env.ts';
import { createGrantOwnership } from './firm/grant-ownership.ts';
import { buildAccountsSubgraph } from './schema.ts';

/** Builds the parts of the accounts subgraph, publishes its outbox and serves it. Stopping ends what it started, in reverse order. */
export async function startAccounts(
  env: AccountsEnv,
  { log, sns }: { log: Log; sns: SNSClient },
): Promise<RunningServer> {
  const pool = createPool(env.DATABASE_URL);
  const database = createDatabase(pool);
  const signer = await createServiceTokenSigner('accounts', env.SIGNING_KEY);
  const outbox = startOutboxPublisher({ pool, sns, topicArn: env.EVENTS_TOPIC_ARN, log });
  const parts = {
    database,
    grantOwnership: createGrantOwnership(env.AUTH_URL, { signer, seal: createCallSealer(env.CALL_SEAL_SECRET) }),
    wakeOutbox: () => outbox.wake(),
  };
  const server = await serveSubgraph({
    name: 'accounts',
    subgraph: await buildAccountsSubgraph(),
    verifier: createServiceTokenVerifier('accounts', env.TRUST_KEYS),
    checkSeal: createCallSealCheck(env.CALL_SEAL_SECRET),
    log,
    host: env.HOST,
    port: env.PORT,
    context: (request) => accountsContext(request, parts),
    ready: () => pool.query('select 1'),
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await outbox.stop();
      await database.$disconnect();
      await pool.end();
    },
  };
}
