import type { DomainEvent } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import { appendEvents, type ConnectionUpdate, eventValues } from './connection-update.ts';

export interface SealedTokens {
  tokens: string;
  tokensExpireAtMs: number;
  /** When to refresh them ahead of their end; undefined: not before. */
  tokensRefreshAtMs?: number | undefined;
}

/** Clocks of two machines differ by less. */
const skewMaxMs = 300_000;
/** Everything that a refresh under way has written. */
export const leaseAttributes = 'refreshOwner, refreshUntilMs, refreshLeaseMs';

/** The tokens of a connection: who may refresh them, and what came of it. */
export function createTokenRecords(update: ConnectionUpdate) {
  return {
    /**
     * Takes the right to refresh the tokens of this version, unless somebody has it.
     *
     * @param dead a holder that the caller has watched do nothing for the whole of its lease. Clocks differ between
     *   machines, so a lease that is merely over by the caller's clock counts as over only after minutes.
     */
    leaseRefresh(
      firmId: FirmId,
      tokenVersion: number,
      owner: string,
      leaseMs: number,
      dead: string | undefined,
    ): Promise<boolean> {
      const now = Date.now();
      return update(
        firmId,
        'set refreshOwner = :owner, refreshUntilMs = :until, refreshLeaseMs = :lease',
        {
          ':owner': owner,
          ':until': now + leaseMs,
          ':lease': leaseMs,
          ':longAgo': now - skewMaxMs,
          ':version': tokenVersion,
          ':connected': 'CONNECTED',
          ...(dead ? { ':dead': dead } : {}),
        },
        `tokenVersion = :version and #status = :connected and (attribute_not_exists(refreshOwner)
         or refreshOwner = :owner or refreshUntilMs < :longAgo${dead ? ' or refreshOwner = :dead' : ''})`,
      );
    },

    /** Stores refreshed tokens. False when the lease was lost or the connection was replaced meanwhile. */
    storeRefreshed(firmId: FirmId, tokenVersion: number, owner: string, sealed: SealedTokens): Promise<boolean> {
      const { tokens, tokensExpireAtMs, tokensRefreshAtMs = tokensExpireAtMs } = sealed;
      return update(
        firmId,
        `set tokens = :tokens, tokensExpireAtMs = :expires, tokensRefreshAtMs = :refresh, tokenVersion = :next
         remove ${leaseAttributes}, budget`,
        {
          ':tokens': tokens,
          ':expires': tokensExpireAtMs,
          ':refresh': tokensRefreshAtMs,
          ':next': tokenVersion + 1,
          ':version': tokenVersion,
          ':owner': owner,
        },
        'tokenVersion = :version and refreshOwner = :owner',
      );
    },

    /** Lets others refresh. With `aheadAtMs` nobody tries ahead of the tokens' end before then. */
    releaseRefresh(firmId: FirmId, owner: string, aheadAtMs?: number): Promise<boolean> {
      return update(
        firmId,
        `${aheadAtMs === undefined ? '' : 'set tokensRefreshAtMs = :ahead '}remove ${leaseAttributes}`,
        { ':owner': owner, ...(aheadAtMs === undefined ? {} : { ':ahead': aheadAtMs }) },
        'refreshOwner = :owner',
      );
    },

    /** Marks the connection as one that a person must repair, once per version of the tokens. */
    needAttention(
      firmId: FirmId,
      tokenVersion: number,
      problem: string,
      events: readonly DomainEvent[],
    ): Promise<boolean> {
      return update(
        firmId,
        `set #status = :attention, problem = :problem, ${appendEvents} remove ${leaseAttributes}`,
        {
          ':attention': 'NEEDS_ATTENTION',
          ':connected': 'CONNECTED',
          ':problem': problem,
          ':version': tokenVersion,
          ...eventValues(events),
        },
        'tokenVersion = :version and #status = :connected',
      );
    },
  };
}
