import type { Jwk, JwtOptions } from 'better-auth/plugins';
import type { Database } from '../database.ts';
import type { SigningKey } from '../generated/prisma/client.ts';

/** Serialises key creation among processes; any number that nothing else in this database uses. */
const keyCreationLock = 405_118_290;
const day = 86_400;

/** How long a key pair signs, in seconds. */
export const rotationSeconds = 30 * day;
/** How long its public half is published afterwards: far longer than any token that it signed lives. */
export const overlapSeconds = day;

/**
 * Where the jwt plugin keeps its keys. The plugin makes a key when it finds no live one; without the lock every request of
 * that moment, in every process, would make one of its own.
 */
export function signingKeyStore(database: Database): NonNullable<JwtOptions['adapter']> {
  return {
    async getJwks() {
      const stillPublished = new Date(Date.now() - overlapSeconds * 1000);
      const keys = await database.signingKey.findMany({ where: { expiresAt: { gt: stillPublished } } });
      return keys.map(asJwk);
    },
    createJwk: ({ publicKey, privateKey, createdAt, expiresAt }) =>
      database.$transaction(async (transaction) => {
        await transaction.$executeRaw`select pg_advisory_xact_lock(${keyCreationLock})`;
        const live = await transaction.signingKey.findFirst({ where: { expiresAt: { gt: new Date() } } });
        if (live) return asJwk(live);
        const id = crypto.randomUUID();
        const until = expiresAt ?? new Date(createdAt.getTime() + rotationSeconds * 1000);
        return asJwk(
          await transaction.signingKey.create({ data: { id, publicKey, privateKey, createdAt, expiresAt: until } }),
        );
      }),
  };
}

function asJwk(key: SigningKey): Jwk {
  return { ...key, alg: 'EdDSA', crv: 'Ed25519' };
}
