import { type ExclusiveSyncKind, exclusiveSyncKinds, type SyncJobRecord } from '@smarterfirms/clio/sync-job-record';

/** The kind of a job that walks; targeted work is not done by walking. */
export function kindOf({ kind }: SyncJobRecord): ExclusiveSyncKind {
  const walking = exclusiveSyncKinds.find((known) => known === kind);
  if (!walking) throw new TypeError(`expected a job that walks, got one of kind ${kind}`);
  return walking;
}
