import DataLoader from 'dataloader';
import { keyedLoader } from '../keyed-loader.ts';
import { type KeysetOrder, type KeysetPosition, keysetCondition, keysetOrderBy, keysetValue } from '../keyset.ts';
import { OrderDirection } from '../order-direction.ts';
import type { ReadFirm } from '../read-firm.ts';
import type { ActivityRow } from './activity.ts';

/** Newest work first. */
export const activityOrder: KeysetOrder = {
  name: 'activity-date',
  idKind: 'activity',
  column: 'date',
  type: 'date',
  direction: OrderDirection.DESC,
};

export type ListedActivityRow = ActivityRow & { sortKey: string | null };

export function activityLoaders(read: ReadFirm) {
  const pages = new Map<string, DataLoader<string, ListedActivityRow[]>>();
  return {
    activityById: keyedLoader(
      (ids) =>
        read((rows, firmId) => rows.activity.findMany({ where: { firmId, id: { in: [...ids] }, deletedAt: null } })),
      (activity) => activity.id,
    ),

    /** One page of each matter's activities, in one statement for all matters that ask for the same page. */
    activitiesOfMatter: (matterClioId: string, limit: number, after: KeysetPosition | undefined) => {
      const page = JSON.stringify([limit, after]);
      let loader = pages.get(page);
      if (!loader) {
        loader = new DataLoader((matters) => activityPages(read, matters, limit, after));
        pages.set(page, loader);
      }
      return loader.load(matterClioId);
    },

    activityCount: new DataLoader<string, number>(async (matters) => {
      const counts = await read((rows, firmId) =>
        rows.activity.groupBy({
          by: ['matterClioId'],
          where: { firmId, matterClioId: { in: [...matters] }, deletedAt: null },
          _count: true,
        }),
      );
      const byMatter = new Map(counts.map((count) => [count.matterClioId, count._count]));
      return matters.map((matter) => byMatter.get(matter) ?? 0);
    }),
  };
}

async function activityPages(
  read: ReadFirm,
  matters: readonly string[],
  limit: number,
  after: KeysetPosition | undefined,
): Promise<ListedActivityRow[][]> {
  const listed = await read(
    (rows, firmId) => rows.$queryRaw<ListedActivityRow[]>`
      select page.*
      from unnest(${[...matters]}::text[]) as asked (clio_id)
      cross join lateral (
        select id, clio_id as "clioId", type, date, quantity, rounded_quantity_in_hours as "roundedQuantityInHours",
          currency, price_minor as "priceMinor", total_minor as "totalMinor", non_billable as "nonBillable", billed, note,
          user_clio_id as "userClioId", matter_clio_id as "matterClioId",
          ${keysetValue(activityOrder)} as "sortKey"
        from activity
        where firm_id = ${firmId} and matter_clio_id = asked.clio_id and deleted_at is null and ${keysetCondition(activityOrder, after)}
        ${keysetOrderBy(activityOrder)}
        limit ${limit}
      ) as page`,
  );
  const byMatter = Map.groupBy(listed, (row) => row.matterClioId);
  return matters.map((matter) => byMatter.get(matter) ?? []);
}
