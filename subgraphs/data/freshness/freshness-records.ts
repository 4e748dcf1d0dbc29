import { syncEntityTypes } from '@smarterfirms/platform/messages';
import DataLoader from 'dataloader';
import { clioRecords } from '../clio/records.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { ReadFirm } from '../read-firm.ts';
import type { EntityFreshness } from './entity-freshness.ts';
import type { WithheldRecord } from './withheld-record.ts';

/** Enough to recognise what is missing; all of it may be thousands. */
const examplesMax = 5;
/** What a person would call a record, by the kinds' own fields. A private task has no name for anybody. */
const recordName = `case when raw->>'permission' = 'private' then null else
  left(coalesce(raw->>'display_number', raw->>'name', raw->>'number', raw->>'subject', raw->>'summary', raw->>'description', raw->>'note'), 120) end`;

/** Of these kinds of records, those that were never synced included, each once and in the order in which they are synced. */
export function entityFreshness(
  read: ReadFirm,
  entities: readonly EntityFreshness['entity'][],
): Promise<EntityFreshness[]> {
  const asked = syncEntityTypes.filter((entity) => entities.includes(entity));
  return read(
    (rows, firmId) => rows.$queryRaw<EntityFreshness[]>`
      select entity, watermark as "asOf", completed_at as "completedAt", full_at as "lastFullAt",
        incremental_at as "lastIncrementalAt", reconciled_at as "lastReconciledAt",
        withheld_since as "withheldSince", withheld_reason as "withheldReason"
      from unnest(${asked}::text[]) with ordinality as asked (entity, position)
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

    /** A few of the records of each kind that a comparison has withheld, in one statement for all kinds. */
    withheldExamples: new DataLoader<EntityFreshness['entity'], WithheldRecord[]>(async (entities) => {
      const found = await read((rows, firmId) => {
        const examples = entities.map(
          (entity) => Prisma.sql`(select ${entity} as entity, clio_id as "clioId", ${Prisma.raw(recordName)} as name
            from ${Prisma.raw(clioRecords[entity].table)} join withheld_absence using (firm_id, clio_id)
            where firm_id = ${firmId} and entity = ${entity} and deleted_at is null order by clio_id limit ${examplesMax})`,
        );
        return rows.$queryRaw<(WithheldRecord & { entity: string })[]>(Prisma.join(examples, ' union all '));
      });
      return entities.map((entity) => found.filter((record) => record.entity === entity));
    }),
  };
}
