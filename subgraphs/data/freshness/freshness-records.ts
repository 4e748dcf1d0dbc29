import { syncEntityTypes } from '@smarterfirms/platform/messages';
import DataLoader from 'dataloader';
import { clioRecords } from '../clio/records.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { ReadFirm } from '../read-firm.ts';
import type { EntityFreshness } from './entity-freshness.ts';

/** Of every kind of records, those that were never synced included. */
export function entityFreshness(read: ReadFirm): Promise<EntityFreshness[]> {
  return read(
    (rows, firmId) => rows.$queryRaw<EntityFreshness[]>`
      select entity, watermark as "asOf", completed_at as "completedAt", full_at as "lastFullAt",
        incremental_at as "lastIncrementalAt", reconciled_at as "lastReconciledAt",
        withheld_since as "withheldSince", withheld_reason as "withheldReason"
      from unnest(${[...syncEntityTypes]}::text[]) with ordinality as asked (entity, position)
      left join (select * from entity_freshness where firm_id = ${firmId}) as freshness using (entity)
      order by position`,
  );
}

export function freshnessLoaders(read: ReadFirm) {
  return {
    /** How many records of each kind the copy shows, counted in one statement for all that are asked for together. */
    recordCount: new DataLoader<EntityFreshness['entity'], number>(async (entities) => {
      const counted = await read((rows, firmId) => {
        const counts = entities.map((entity) => {
          const { table, part = 'true' } = clioRecords[entity];
          return Prisma.sql`select ${entity} as entity, count(*) from ${Prisma.raw(table)}
            where firm_id = ${firmId} and deleted_at is null and ${Prisma.raw(part)}`;
        });
        return rows.$queryRaw<{ entity: string; count: bigint }[]>(Prisma.join(counts, ' union all '));
      });
      const byEntity = new Map(counted.map(({ entity, count }) => [entity, Number(count)]));
      return entities.map((entity) => byEntity.get(entity) ?? 0);
    }),
  };
}
