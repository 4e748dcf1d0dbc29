import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { importJWK, type JWK, SignJWT } from 'jose';
import { newId } from './ids.ts';
import type { Principal } from './principal.ts';
import { createServiceTokenSigner, createServiceTokenVerifier } from './service-token.ts';

function keyOf(kid: string): { private: JWK; public: JWK & { kid: string; kty: string } } {
  const pair = generateKeyPairSync('ed25519');
  return {
    private: { ...(pair.privateKey.export({ format: 'jwk' }) as JWK), kid },
    public: { ...(pair.publicKey.export({ format: 'jwk' }) as JWK & { kty: string }), kid },
  };
}

const gateway = keyOf('gateway');
const accounts = keyOf('accounts');
const verifier = createServiceTokenVerifier('data', { keys: [gateway.public, accounts.public] });
const user: Principal = {
  kind: 'user',
  userId: newId('user'),
  firmId: newId('firm'),
  role: 'owner',
  scopes: ['matters:read'],
  sessionId: newId('session'),
  sessionVersion: 1,
};

test('the gateway vouches for a person, and for nobody', async () => {
  const signer = await createServiceTokenSigner('gateway', gateway.private);
  expect(await verifier.verify(await signer.sign('data', user))).toEqual(user);
  expect(await verifier.verify(await signer.sign('data', undefined))).toBeUndefined();
});

test('a token is reused for its life, and never across principals or audiences', async () => {
  const signer = await createServiceTokenSigner('gateway', gateway.private);
  const first = await signer.sign('data', user);
  expect(await signer.sign('data', user)).toBe(first);
  expect(await signer.sign('auth', user)).not.toBe(first);
  expect(await signer.sign('data', { ...user, scopes: [] })).not.toBe(first);
  expect(signer.signed('data', user)).toBe(first);
  expect(signer.signed('data', { ...user, scopes: [] })).toBeUndefined();
  expect(signer.signed('clio', user)).toBeUndefined();
  expect(signer.signed('data', undefined)).toBeUndefined();
});

test('a service speaks for itself only', async () => {
  const signer = await createServiceTokenSigner('accounts', accounts.private);
  expect(await verifier.verify(await signer.sign('data', { kind: 'service', service: 'accounts' }))).toEqual({
    kind: 'service',
    service: 'accounts',
  });
  await expect(signer.sign('data', user).then(verifier.verify)).rejects.toThrow('may not speak for others');
  await expect(signer.sign('data', { kind: 'service', service: 'workers' }).then(verifier.verify)).rejects.toThrow();
  await expect(signer.sign('data', undefined).then(verifier.verify)).rejects.toThrow('may not speak for others');
});

test('the gateway cannot pass for a service', async () => {
  const signer = await createServiceTokenSigner('gateway', gateway.private);
  await expect(signer.sign('data', { kind: 'service', service: 'accounts' }).then(verifier.verify)).rejects.toThrow();
});

test('a token for another audience, by an unknown key, under a borrowed name or too old is refused', async () => {
  const signer = await createServiceTokenSigner('gateway', gateway.private);
  await expect(verifier.verify(await signer.sign('auth', user))).rejects.toThrow();
  const stranger = await createServiceTokenSigner('gateway', keyOf('gateway').private);
  await expect(verifier.verify(await stranger.sign('data', user))).rejects.toThrow();

  const borrowed = new SignJWT({ principal: user })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'accounts' })
    .setIssuer('gateway')
    .setAudience('data')
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(await importJWK(accounts.private, 'EdDSA'));
  await expect(borrowed.then(verifier.verify)).rejects.toThrow('not the owner of the key');

  const old = new SignJWT({ principal: user })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'gateway' })
    .setIssuer('gateway')
    .setAudience('data')
    .setIssuedAt(Math.floor(Date.now() / 1000) - 3_600)
    .setExpirationTime('2h')
    .sign(await importJWK(gateway.private, 'EdDSA'));
  await expect(old.then(verifier.verify)).rejects.toThrow();
});
