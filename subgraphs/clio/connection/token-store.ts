import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { newEvent } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import { z } from 'zod';
import { ClioGrantInvalid } from '../api/clio-error.ts';
import { type ClioApplication, refreshTokens } from '../api/clio-oauth.ts';
import type { ClioConnectionRecord, ClioRegion } from './clio-connection-record.ts';
import type { ClioConnectionRecords, SealedTokens } from './clio-connection-records.ts';
import type { ClioHosts } from './clio-settings.ts';
import type { Envelope } from './envelope.ts';
import { type PublishParts, publishPending } from './publish-pending.ts';

/** A token with less life than this is refreshed before it is used. */
const headroomMs = 120_000;
/** Longer than a call to Clio may take, so a live refresh is never doubled. */
const leaseMs = 20_000;
const waitForOtherMaxMs = 25_000;

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
 * wait and read again. A refusal is believed only when no newer token has appeared meanwhile.
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

  async function refresh(connection: ClioConnectionRecord, owner: string): Promise<void> {
    const { firmId, tokenVersion, region } = connection;
    const before = unseal(connection);
    try {
      const fresh = await refreshTokens(baseOf(hosts, region), application, before.refreshToken);
      const sealed = sealTokens(envelope, connection, {
        accessToken: fresh.accessToken,
        // Clio usually keeps the refresh token and sends none; where it sends one, the old one is dead.
        refreshToken: fresh.refreshToken ?? before.refreshToken,
        expiresAtMs: fresh.expiresAtMs,
      });
      await connections.storeRefreshed(firmId, tokenVersion, owner, sealed);
    } catch (error) {
      if (!(error instanceof ClioGrantInvalid)) {
        await connections.releaseRefresh(firmId, owner);
        throw error;
      }
      await needAttention(firmId, tokenVersion);
    }
  }

  /** Conditional on the version: where somebody has stored newer tokens, the refusal was about old ones. */
  async function needAttention(firmId: FirmId, tokenVersion: number): Promise<void> {
    const problem = 'Clio no longer accepts our access. Connect Clio again.';
    const event = newEvent('connection.needs_attention', { firmId, reason: problem });
    if (await connections.needAttention(firmId, tokenVersion, problem, [event])) await publishPending(firmId, parts);
  }

  async function newerThan(firmId: FirmId, seenVersion: number): Promise<UsableToken> {
    const owner = randomUUID();
    const giveUpAt = Date.now() + waitForOtherMaxMs;
    for (;;) {
      const connection = await require(firmId);
      if (connection.tokenVersion > seenVersion) return usable(connection);
      if (await connections.leaseRefresh(firmId, connection.tokenVersion, owner, leaseMs)) {
        await refresh(connection, owner);
        continue;
      }
      if (Date.now() > giveUpAt) throw new Error('another refresh of this token does not end');
      await delay(200 + Math.random() * 300);
    }
  }

  return {
    /** A token that is good for the next two minutes. Throws ConnectionUnusable, or a ClioError when Clio is away. */
    async accessToken(firmId: FirmId): Promise<UsableToken> {
      const connection = await require(firmId);
      const expired = (connection.tokensExpireAtMs ?? 0) < Date.now() + headroomMs;
      return expired ? newerThan(firmId, connection.tokenVersion) : usable(connection);
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
  return { tokens: envelope.seal(JSON.stringify(plain), purposeOf(owner)), tokensExpireAtMs: expiresAtMs };
}

/** The access token in a sealed record, whatever the state of the connection; for taking our access away. */
export function openAccessToken(envelope: Envelope, connection: ClioConnectionRecord): string | undefined {
  if (!connection.tokens) return undefined;
  return secrets.parse(JSON.parse(envelope.open(connection.tokens, purposeOf(connection)))).accessToken;
}

function purposeOf({ firmId, region }: { firmId: FirmId; region: ClioRegion }): string[] {
  return [firmId, region, 'clio-oauth-tokens'];
}
