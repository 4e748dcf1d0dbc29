import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** Everyone who signs calls to others. The key id is the signer's name. */
export const signers = ['gateway', 'auth', 'accounts', 'clio', 'data', 'notifications', 'workers'] as const;
export type Signer = (typeof signers)[number];

/** Databases and who may connect to each; `<name>_owner` runs migrations and nothing else. */
export const databaseRoles = {
  auth: ['auth_owner', 'auth_service'],
  accounts: ['accounts_owner', 'accounts_service'],
  clio: ['clio_owner', 'clio_service'],
  data: ['data_owner', 'data_service', 'data_worker'],
  notifications: ['notifications_owner', 'notifications_service', 'notifications_worker'],
} as const;
export type DatabaseName = keyof typeof databaseRoles;
export const databaseNames = Object.keys(databaseRoles) as DatabaseName[];
export type RoleName = (typeof databaseRoles)[DatabaseName][number];
const roleNames: readonly RoleName[] = Object.values(databaseRoles).flat();

const jwk = z.looseObject({ kty: z.string(), crv: z.string(), x: z.string(), d: z.string(), kid: z.string() });

const secretsSchema = z.object({
  /** The superuser `postgres` of the embedded server and every role, by name. */
  passwords: z.record(z.string(), z.string()),
  /** Ed25519 private keys by signer. */
  signingKeys: z.record(z.string(), jwk),
  sessionSecret: z.string(),
  /** Shared by the services: calls between them are sealed with it. */
  callSealSecret: z.string(),
  /** 32 bytes, base64: the local stand-in for the KMS key that wraps Clio's tokens. */
  tokenKey: z.string(),
  clioClientId: z.string(),
  clioClientSecret: z.string(),
  awsSecretAccessKey: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * Passwords and keys of this instance. What is missing (a role or a signer added by a newer version) is generated and
 * stored; what exists never changes, because data on disk depends on it.
 */
export async function loadSecrets(path: string): Promise<Secrets> {
  const stored = readJsonFile(path, secretsSchema.partial());
  const secrets: Secrets = {
    sessionSecret: stored?.sessionSecret ?? secret(32),
    callSealSecret: stored?.callSealSecret ?? secret(32),
    tokenKey: stored?.tokenKey ?? secret(32, 'base64'),
    clioClientId: stored?.clioClientId ?? `local-${secret(9)}`,
    clioClientSecret: stored?.clioClientSecret ?? secret(24),
    awsSecretAccessKey: stored?.awsSecretAccessKey ?? secret(24),
    passwords: { ...stored?.passwords },
    signingKeys: { ...stored?.signingKeys },
  };
  for (const role of ['postgres', ...roleNames]) secrets.passwords[role] ??= secret(24);
  for (const signer of signers) secrets.signingKeys[signer] ??= await newSigningKey(signer);
  if (JSON.stringify(stored) !== JSON.stringify(secrets)) writeJsonFile(path, secrets, { mode: 0o600 });
  return secrets;
}

/** The public half of every signing key, as a JSON Web Key Set. */
export function publicKeys({ signingKeys }: Secrets): { keys: JWK[] } {
  return {
    keys: Object.values(signingKeys).map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' })),
  };
}

async function newSigningKey(signer: Signer): Promise<z.infer<typeof jwk>> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return jwk.parse({ ...(await exportJWK(privateKey)), kid: signer, alg: 'EdDSA' });
}

function secret(bytes: number, encoding: 'base64' | 'base64url' = 'base64url'): string {
  return randomBytes(bytes).toString(encoding);
}
