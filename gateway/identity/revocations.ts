import { setTimeout as delay } from 'node:timers/promises';
import { type CallSealer, sealedHeaders } from '@smarterfirms/platform/call-seal';
import type { Log } from '@smarterfirms/platform/log';
import { servicePrincipal } from '@smarterfirms/platform/principal';
import type { ServiceTokenSigner } from '@smarterfirms/platform/service-token';
import { z } from 'zod';

/** Sessions that auth has ended lately. A token lives 15 minutes, so the list need not go back further than a little more. */
const revocationList = z.object({ sessionIds: z.array(z.string()) });

/** For one look. Not the interval: with a short one, a busy machine would never see a first list. */
const attemptMs = 5_000;

export interface Revocations {
  /**
   * False until the list has been had once. A gateway that starts while auth is away knows of no revocation yet: it must
   * not take that for "nobody is revoked".
   */
  readonly known: boolean;
  /** Resolves when the list has been had, or after the time of one attempt. */
  firstLook(): Promise<void>;
  has(sessionId: string): boolean;
  /** Calls back when the session is revoked, once. @returns a function that stops listening. */
  onRevoked(sessionId: string, listener: () => void): () => void;
  stop(): Promise<void>;
}

export interface RevocationOptions {
  /** Auth's list, GET, with a service token and a seal. */
  url: string;
  signer: ServiceTokenSigner;
  seal: CallSealer;
  log: Log;
  /** Between two looks; a revocation takes effect within about this time. */
  intervalMs?: number;
}

/**
 * Keeps auth's list of revoked sessions at hand.
 *
 * While auth is away the last list stays in force: refusing everybody would turn an outage of auth into one of all. Before
 * there is a first list nobody with a token is served, whose session may have ended long ago.
 */
export function watchRevocations({ url, signer, seal, log, intervalMs = 5_000 }: RevocationOptions): Revocations {
  let revoked: ReadonlySet<string> = new Set();
  let known = false;
  const listeners = new Map<string, Set<() => void>>();
  const stopping = new AbortController();
  let looked: () => void;
  const firstLook = new Promise<void>((resolve) => {
    looked = resolve;
  });
  const watching = watch();

  async function watch(): Promise<void> {
    let failing = false;
    while (!stopping.signal.aborted) {
      try {
        apply(await fetchList());
        known = true;
        failing = false;
      } catch (error) {
        if (!failing && !stopping.signal.aborted)
          log.warn({ err: error }, 'the list of revoked sessions could not be had');
        failing = true;
      }
      looked();
      await delay(intervalMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  async function fetchList(): Promise<string[]> {
    const principal = servicePrincipal.parse({ kind: 'service', service: 'gateway' });
    const response = await fetch(url, {
      headers: await sealedHeaders({ signer, seal }, { audience: 'auth', principal, body: '' }),
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(attemptMs)]),
    });
    if (!response.ok) throw new Error(`auth answered ${response.status}`);
    return revocationList.parse(await response.json()).sessionIds;
  }

  function apply(sessionIds: readonly string[]): void {
    const added = sessionIds.filter((sessionId) => !revoked.has(sessionId));
    revoked = new Set(sessionIds);
    for (const sessionId of added) {
      const called = listeners.get(sessionId);
      listeners.delete(sessionId);
      for (const listener of called ?? []) listener();
    }
  }

  return {
    get known() {
      return known;
    },
    firstLook: () => firstLook,
    has: (sessionId) => revoked.has(sessionId),
    onRevoked(sessionId, listener) {
      const own = listeners.get(sessionId) ?? new Set();
      listeners.set(sessionId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(sessionId) === own) listeners.delete(sessionId);
      };
    },
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
