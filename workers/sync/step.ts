import type { SyncJobRecord } from '@smarterfirms/clio/sync-job-record';
import type { Checkpoint, Claim } from '@smarterfirms/data/checkpoint';
import type { Rejection } from '@smarterfirms/data/sync-page';
import { asId } from '@smarterfirms/platform/ids';
import type { Fetched } from './fetch-page.ts';
import type { SyncParts } from './parts.ts';

export type Answer = Extract<Fetched, { kind: 'page' }>;

/** Where an entity is, as far as the next step needs to know. */
export type At = Pick<
  Checkpoint,
  | 'entity'
  | 'pass'
  | 'cursor'
  | 'resumeCursor'
  | 'pendingIds'
  | 'confirmedTo'
  | 'since'
  | 'pages'
  | 'fetched'
  | 'firstRequestedAt'
>;

export interface Walk {
  job: SyncJobRecord;
  claim: Claim;
  /** Who looks at Clio, and with which rights, as it was when the firm connected. */
  seenAs: string | undefined;
}

/** One request to Clio and what is done with its answer. */
export interface Step {
  /** @param base of the connection's region. */
  address(base: string): string;
  /** Stores the answer and moves the checkpoint. @returns where to go on; undefined when the entity is done. */
  store(answer: Answer): Promise<At | undefined>;
}

/** Fields that Clio refuses of this account are unknown in its copy, and the job says so. */
export async function writeMissingFields(
  { firmId, jobId, entity }: Claim,
  fields: readonly string[],
  { errors }: Pick<SyncParts, 'errors'>,
): Promise<void> {
  if (fields.length === 0) return;
  const message = `Clio gives this account no ${fields.map((field) => `"${field}"`).join(', ')}.`;
  await errors.putAll([
    { jobId: asId('syncJob', jobId), firmId, entity, clioId: undefined, code: 'FIELDS_REFUSED', message },
  ]);
}

/** What cannot be stored is written down first: dying in between brings the page, and the same records, again. */
export async function writeRejections(
  { firmId, jobId, entity }: Claim,
  rejected: readonly Rejection[],
  { errors }: Pick<SyncParts, 'errors'>,
): Promise<void> {
  if (rejected.length === 0) return;
  await errors.putAll(
    rejected.map(({ clioId, reason }) => ({
      jobId: asId('syncJob', jobId),
      firmId,
      entity,
      clioId,
      code: 'RECORD_NOT_READABLE',
      message: reason,
    })),
  );
}
