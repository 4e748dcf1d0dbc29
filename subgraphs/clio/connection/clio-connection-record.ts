import type { DomainEvent } from '@smarterfirms/platform/events';
import { decodeUuid, encodeUuid, type FirmId, type Id, isId, type SyncJobId } from '@smarterfirms/platform/ids';
import { syncEntityTypes } from '@smarterfirms/platform/messages';
import { z } from 'zod';

export const clioRegions = ['US', 'CA', 'EU', 'AU'] as const;
export type ClioRegion = (typeof clioRegions)[number];

export const connectionStatuses = ['CONNECTED', 'NEEDS_ATTENTION', 'DISCONNECTED'] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

export const clioUpdates = ['POLLING_ONLY', 'WEBHOOKS'] as const;
export type ClioUpdates = (typeof clioUpdates)[number];

const firmId = z.string().refine((text): text is FirmId => isId('firm', text), 'expected a firm id');
const jobId = z.string().refine((text): text is SyncJobId => isId('syncJob', text), 'expected a job id');

/** A firm's connection to Clio as it lies in DynamoDB: one item per firm, kept after disconnecting. Its
 * attribute `budget` is the request budget's alone (api/request-budget-records.ts). */
export const clioConnectionRecord = z.object({
  firmId,
  status: z.enum(connectionStatuses),
  region: z.enum(clioRegions),
  accountId: z.string(),
  accountName: z.string().optional(),
  userName: z.string().optional(),
  /** Who approved and with which rights, so that a changed view of Clio is not taken for deletions. */
  viewer: z.string().optional(),
  connectedAt: z.string(),
  lastSyncedAt: z.string().optional(),
  /** Why the connection needs attention, for a person. */
  problem: z.string().optional(),
  /** The sealed tokens; absent once disconnected. */
  tokens: z.string().optional(),
  /** Grows with every token that is stored, over all connections of the firm: the fence of refreshing. */
  tokenVersion: z.number().int(),
  tokensExpireAtMs: z.number().optional(),
  /** From then on the tokens are refreshed ahead of their end. */
  tokensRefreshAtMs: z.number().optional(),
  /** Who refreshes the tokens now, until when by that machine's clock, and for how long at most. */
  refreshOwner: z.string().optional(),
  refreshUntilMs: z.number().optional(),
  refreshLeaseMs: z.number().optional(),
  /** How Clio tells us of changes; absent until it was tried: by polling only. */
  updates: z.enum(clioUpdates).optional(),
  /** The one job that may run now. */
  activeJobId: jobId.optional(),
  /** When the schedule begins the next sync; absent where nobody may sync. */
  dueAt: z.string().optional(),
  /** When the schedule last began a comparison of everything. */
  reconciledAt: z.string().optional(),
  /** Kinds of records whose copy is older than two intervals, and of which that was told. */
  staleEntities: z.array(z.enum(syncEntityTypes)).optional(),
  staleNotedAt: z.string().optional(),
  /** The last job that was or is the active one. */
  latestJobId: jobId.optional(),
  /** Set while the firm's copy is being erased; no sync may begin before it is gone. */
  erasing: z.string().optional(),
  /** Since then nothing is left of the copy. */
  erasedAt: z.string().optional(),
  pendingEvents: z.array(z.custom<DomainEvent>()).optional(),
});
export type ClioConnectionRecord = z.infer<typeof clioConnectionRecord>;

/** The id that clients see: a firm has one connection, so it is the firm's own in another dress. */
export function connectionIdOf(firm: FirmId): Id<'clioConnection'> {
  return encodeUuid('clioConnection', decodeUuid('firm', firm) ?? '');
}

/** The firm of a connection id, or undefined when it is malformed. */
export function firmOfConnection(id: string): FirmId | undefined {
  const uuid = decodeUuid('clioConnection', id);
  return uuid ? encodeUuid('firm', uuid) : undefined;
}

/** Whether the firm has a copy, or once had a part of one, that stays. */
export function keepsCopy({ erasing, erasedAt }: Pick<ClioConnectionRecord, 'erasing' | 'erasedAt'>): boolean {
  return !erasing && !erasedAt;
}
