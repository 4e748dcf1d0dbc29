import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { newEvent } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import { retry } from '@smarterfirms/platform/retry';
import { z } from 'zod';
import { ClioError, ClioGrantInvalid } from '../api/clio-error.ts';
import { type ClioApplication, refreshTokens } from '../api/clio-oauth.ts';
import type { ClioConnectionRecord, ClioRegion } from './clio-connection-record.ts';
import type { ClioConnectionRecords } from './clio-connection-records.ts';
import type { ClioHosts } from './clio-settings.ts';
import type { Envelope } from './envelope.ts';
import { type PublishParts, publishPending } from './publish-pending.ts';
import type { SealedTokens } from './token-records.ts';

/** A token with less life than this is refreshed before it is used. */
const headroomMs = 120_000;
/** Longer than a call to Clio may take, so a live refresh is never doubled. */
const leaseMs = 15_000;
const waitForOtherMaxMs = 25_000;
/**
 * The last tenth of a token's life, three days at most, is for refreshing ahead: an answer of Clio that is lost, or a token
 * endpoint that is away, stops nobody while the token that is there is good.
 */
const aheadPart = 0.1;
const aheadMaxMs = 3 * 86_400_000;
const aheadAgainMs = 600_000;
const storeTries = { attempts: 5, firstPauseMs: 200, shouldRetry: () => true };

const secrets = z.object({ accessToken: z.string(), refreshToken: z.string() });
type Secrets = z.infer<typeof secrets>;

export interface UsableToken {
  accessToken: string;
  base: string;
  region: ClioRegion;
  /** Names the token when asking for a newer one after a 401. */
  tokenVersion: number;
}

/** There is no token to work with: the firm disconnected, or a person must connect again. */
export class ConnectionUnusable extends Error {
  readonly status: 'NEEDS_ATTENTION' | 'DISCONNECTED';

  constructor(status: 'NEEDS_ATTENTION' | 'DISCONNECTED') {
    super(`The connection to Clio is ${status}`);
    this.name = 'ConnectionUnusable';
    this.status = status;
  }
}

export interface TokenStoreParts extends PublishParts {
  connections: ClioConnectionRecords;
  envelope: Envelope;
  hosts: ClioHosts;
  application: ClioApplication;
}

export type TokenStore = ReturnType<typeof createTokenStore>;

/**
 * Clio's tokens of every firm: sealed in DynamoDB, refreshed by one caller at a time, whatever process it is in.
 *
 * Refreshing: take the lease on the version that was read, call Clio once, store under the same version and lease. Others
 * wait and read again; a holder that does nothing for the whole of its lease, watched by the waiting one's own clock, is
 * dead and gives way. A refusal is believed only when no newer token has appeared meanwhile, and only when the token that
 * is there is of no use any more.
 */
export function createTokenStore(parts: TokenStoreParts) {
  const { connections, envelope, hosts, application } = parts;

  function unseal(connection: ClioConnectionRecord): Secrets {
    return secrets.parse(JSON.parse(envelope.open(connection.tokens ?? '', purposeOf(connection))));
  }

  function usable(connection: ClioConnectionRecord): UsableToken {
    return {
      accessToken: unseal(connection).accessToken,
      base: baseOf(hosts, connection.region),
      region: connection.region,
      tokenVersion: connection.tokenVersion,
    };
  }

  async function require(firmId: FirmId): Promise<ClioConnectionRecord> {
    const connection = await connections.find(firmId);
    if (!connection?.tokens) throw new ConnectionUnusable('DISCONNECTED');
    if (connection.status !== 'CONNECTED') throw new ConnectionUnusable('NEEDS_ATTENTION');
    return connection;
  }

  /** Asks Clio and stores its answer, under the caller's lease. Throws a ClioError when Clio did not give new tokens. */
  async function refresh(connection: ClioConnectionRecord, owner: string): Promise<void> {
    const { firmId, tokenVersion, region } = connection;
    const before = unseal(connection);
    const fresh = await refreshTokens(baseOf(hosts, region), application, before.refreshToken);
    const sealed = sealTokens(envelope, connection, {
      accessToken: fresh.accessToken,
      // Clio usually keeps the refresh token and sends none; where it sends one, the old one is dead.
      refreshToken: fresh.refreshToken ?? before.refreshToken,
      expiresAtMs: fresh.expiresAtMs,
    });
    // Where Clio rotates, this is the only copy of a token that works.
    await retry(() => connections.storeRefreshed(firmId, tokenVersion, owner, sealed), storeTries);
  }

  /** The token is needed: a refusal means that a person must connect again. */
  async function refreshNow(connection: ClioConnectionRecord, owner: string): Promise<void> {
    try {
      await refresh(connection, owner);
    } catch (error) {
      if (!(error instanceof ClioGrantInvalid)) {
        await connections.releaseRefresh(connection.firmId, owner);
        throw error;
      }
      await needAttention(connection.firmId, connection.tokenVersion);
    }
  }

  /**
   * The token is still good, so whatever Clio answers changes nothing for now. Also a refusal: after an answer that was
   * lost, a refresh token may be dead while the access token still opens the door.
   */
  async function refreshAhead(connection: ClioConnectionRecord): Promise<UsableToken> {
    const { firmId, tokenVersion } = connection;
    const owner = randomUUID();
    if (!(await connections.leaseRefresh(firmId, tokenVersion, owner, leaseMs, undefined))) return usable(connection);
    try {
      await refresh(connection, owner);
    } catch (error) {
      if (!(error instanceof ClioError)) throw error;
      await connections.releaseRefresh(firmId, owner, Date.now() + aheadAgainMs);
      return usable(connection);
    }
    return usable(await require(firmId));
  }

  /** Conditional on the version: where somebody has stored newer tokens, the refusal was about old ones. */
  async function needAttention(firmId: FirmId, tokenVersion: number): Promise<void> {
    const problem = 'Clio no longer accepts our access. Connect Clio again.';
    const event = newEvent('connection.needs_attention', { firmId, reason: problem });
    if (await connections.needAttention(firmId, tokenVersion, problem, [event])) await publishPending(firmId, parts);
  }

  async function newerThan(firmId: FirmId, seenVersion: number): Promise<UsableToken> {
    const owner = randomUUID();
    const giveUpAt = performance.now() + waitForOtherMaxMs;
    let holder: { owner: string; sinceMs: number } | undefined;
    for (;;) {
      const connection = await require(firmId);
      if (connection.tokenVersion > seenVersion) return usable(connection);
      const { refreshOwner, refreshLeaseMs = leaseMs, tokenVersion } = connection;
      if (refreshOwner !== holder?.owner) {
        holder = refreshOwner === undefined ? undefined : { owner: refreshOwner, sinceMs: performance.now() };
      }
      const dead = holder && performance.now() - holder.sinceMs > refreshLeaseMs ? holder.owner : undefined;
      if (await connections.leaseRefresh(firmId, tokenVersion, owner, leaseMs, dead)) {
        await refreshNow(connection, owner);
        continue;
      }
      if (performance.now() > giveUpAt) throw new Error('another refresh of this token does not end');
      await delay(200 + Math.random() * 300);
    }
  }

  return {
    /** A token that is good for the next two minutes. Throws ConnectionUnusable, or a ClioError when Clio is away. */
    async accessToken(firmId: FirmId): Promise<UsableToken> {
      const connection = await require(firmId);
      const now = Date.now();
      const { tokensExpireAtMs = 0, tokensRefreshAtMs = tokensExpireAtMs, tokenVersion } = connection;
      if (tokensExpireAtMs < now + headroomMs) return newerThan(firmId, tokenVersion);
      return tokensRefreshAtMs < now ? refreshAhead(connection) : usable(connection);
    },

    /** Clio refuses a token that was only just refreshed: only a person can repair that. */
    async giveUp(firmId: FirmId, tokenVersion: number): Promise<void> {
      await needAttention(firmId, tokenVersion);
    },

    /** A newer token than one that Clio refused. Throws like `accessToken`. */
    newerThan,
  };
}

export function baseOf(hosts: ClioHosts, region: ClioRegion): string {
  const base = hosts[region];
  if (!base) throw new Error(`CLIO_HOSTS names no host for ${region}`);
  return base;
}

/** Seals tokens for one firm and region. */
export function sealTokens(
  envelope: Envelope,
  owner: { firmId: FirmId; region: ClioRegion },
  { accessToken, refreshToken, expiresAtMs }: Secrets & { expiresAtMs: number },
): SealedTokens {
  const plain: Secrets = { accessToken, refreshToken };
  const aheadMs = Math.min(Math.max(expiresAtMs - Date.now(), 0) * aheadPart, aheadMaxMs);
  return {
    tokens: envelope.seal(JSON.stringify(plain), purposeOf(owner)),
    tokensExpireAtMs: expiresAtMs,
    tokensRefreshAtMs: expiresAtMs - aheadMs,
  };
}

/** The access token in a sealed record, whatever the state of the connection; for taking our access away. */
export function openAccessToken(envelope: Envelope, connection: ClioConnectionRecord): string | undefined {
  if (!connection.tokens) return undefined;
  return secrets.parse(JSON.parse(envelope.open(connection.tokens, purposeOf(connection)))).accessToken;
}

function purposeOf({ firmId, region }: { firmId: FirmId; region: ClioRegion }): string[] {
  return [firmId, region, 'clio-oauth-tokens'];
}
