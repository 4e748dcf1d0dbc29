import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Principal } from './principal.ts';
import { createSeenOnce } from './seen-once.ts';
import type { ServiceTokenSigner } from './service-token.ts';

export const callSealHeader = 'x-call-seal';
/** How far the time of a seal may be from ours, either way: what a call takes, and what two clocks differ by. */
const toleranceMs = 60_000;
/** Calls remembered at least. One process that gets more than these in two minutes takes only younger seals. */
const callsRemembered = 100_000;

/** One secret of 32 bytes or more that services share; during a change two, of which the first seals and both are accepted. */
export const callSealSecrets = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().min(32, 'expected 32 characters or more')));

/** @returns the seal of one attempt at a call: for the token in `authorization` and exactly this body. */
export type CallSealer = (authorization: string, body: string) => string;

/**
 * Seals calls between services: `<ms since 1970>.<nonce>.<HMAC-SHA256>`, over the token, the time, the nonce and the body.
 * A nonce is a random name of this sealer and a number, so making one takes no randomness.
 */
export function createCallSealer([secret = '']: readonly string[]): CallSealer {
  const key = keyOf(secret);
  const name = randomBytes(9).toString('base64url');
  let calls = 0;
  return (authorization, body) => {
    const stamp = `${Date.now()}.${name}${(calls++).toString(36)}`;
    const mac = createHmac('sha256', key).update(`${authorization}\n${stamp}\n${body}`).digest('base64url');
    return `${stamp}.${mac}`;
  };
}

/** What one attempt at a call to another service carries: a token for it and the seal. */
export async function sealedHeaders(
  { signer, seal }: { signer: ServiceTokenSigner; seal: CallSealer },
  { audience, principal, body }: { audience: string; principal: Principal | undefined; body: string },
): Promise<Record<string, string>> {
  const authorization = `Bearer ${await signer.sign(audience, principal)}`;
  return { authorization, [callSealHeader]: seal(authorization, body) };
}

/** The call is not what our services sealed, or not now, or it has come before. The message is for our log. */
export class SealRefused extends Error {}

/** Throws SealRefused unless the headers seal this body, for the first time. */
export type CallSealCheck = (headers: IncomingHttpHeaders, body: Buffer) => void;

/** Remembers, in this process, which calls have come: one per service, for all its routes. */
export function createCallSealCheck(
  secrets: readonly string[],
  { now = Date.now, remembered = callsRemembered }: { now?: () => number; remembered?: number } = {},
): CallSealCheck {
  const keys = secrets.map(keyOf);
  // A seal from a clock that is ahead by the tolerance is good for twice as long.
  const firstTime = createSeenOnce(2 * toleranceMs, remembered);
  return ({ authorization = '', [callSealHeader]: header }, body) => {
    const [, stamp, time, nonce, mac] = /^((\d{13})\.([\w-]{12,32}))\.([\w-]{43})$/.exec(String(header ?? '')) ?? [];
    if (!stamp || !nonce || !mac) throw new SealRefused(header === undefined ? 'no seal' : 'the seal cannot be read');
    const sealedAt = Number(time);
    const received = now();
    if (Math.abs(received - sealedAt) > toleranceMs) throw new SealRefused('the seal is of another time');
    const given = Buffer.from(mac, 'base64url');
    const holds = keys.some((key) =>
      timingSafeEqual(given, createHmac('sha256', key).update(`${authorization}\n${stamp}\n`).update(body).digest()),
    );
    if (!holds) throw new SealRefused('the seal is not of this call');
    // Last, so that nobody without the secret fills the memory.
    if (!firstTime(nonce, sealedAt, received)) throw new SealRefused('the call has come before');
  };
}

function keyOf(secret: string): KeyObject {
  return createSecretKey(secret, 'utf8');
}
