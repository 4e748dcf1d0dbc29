import type { SyncEntityType } from '@smarterfirms/platform/messages';
import type { ReadFirm } from '../read-firm.ts';
import type { MetricDefinition, MetricPeriod } from './definitions.ts';

export interface MetricSums {
  value: { toFixed(places: number): string } | null;
  known: bigint;
  hidden: bigint;
  otherCurrency: bigint;
}

export interface SyncState {
  entity: SyncEntityType;
  /** When the copy of the entity was last complete. */
  completedAt: Date | null;
  syncing: boolean;
  /** Whether anything of the entity was ever stored. */
  everSynced: boolean;
}

export async function metricSums(
  read: ReadFirm,
  { sql }: MetricDefinition,
  period: Omit<MetricPeriod, 'firmId'>,
): Promise<MetricSums> {
  const [sums] = await read((rows, firmId) => rows.$queryRaw<MetricSums[]>(sql({ ...period, firmId })));
  if (!sums) throw new Error('a statement of sums gives one row');
  return sums;
}

/** How far the copy of some entity types is. */
export function syncStates(read: ReadFirm, entities: readonly SyncEntityType[]): Promise<SyncState[]> {
  return read(
    (rows, firmId) => rows.$queryRaw<SyncState[]>`
      select entity, completed_at as "completedAt",
        coalesce(open, false) as syncing,
        completed_at is not null or coalesce(stored, false) as "everSynced"
      from unnest(${[...entities]}::text[]) as asked (entity)
      left join (select * from entity_freshness where firm_id = ${firmId}) as freshness using (entity)
      left join (
        select entity, bool_or(state in ('QUEUED', 'RUNNING')) as open, bool_or(pages > 0) as stored
        from sync_checkpoint where firm_id = ${firmId} group by entity
      ) as checkpoints using (entity)`,
  );
}
