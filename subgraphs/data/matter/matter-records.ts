import type { Prisma } from '../generated/prisma/client.ts';
import { keyedLoader } from '../keyed-loader.ts';
import { type KeysetOrder, type KeysetPosition, keysetCondition, keysetOrderBy, keysetValue } from '../keyset.ts';
import type { ReadFirm } from '../read-firm.ts';
import type { MatterRow } from './matter.ts';

export function matterLoaders(read: ReadFirm) {
  return {
    matterById: keyedLoader(
      (ids) =>
        read((rows, firmId) => rows.matter.findMany({ where: { firmId, id: { in: [...ids] }, deletedAt: null } })),
      (matter) => matter.id,
    ),
    matterByClioId: keyedLoader(
      (clioIds) =>
        read((rows, firmId) =>
          rows.matter.findMany({ where: { firmId, clioId: { in: [...clioIds] }, deletedAt: null } }),
        ),
      (matter) => matter.clioId,
    ),
  };
}

export type ListedMatterRow = MatterRow & { sortKey: string | null };

/** A page of the matters that a condition holds for. */
export function matterPage(
  read: ReadFirm,
  {
    condition,
    order,
    after,
    limit,
  }: {
    condition: Prisma.Sql;
    order: KeysetOrder;
    after: KeysetPosition | undefined;
    limit: number;
  },
): Promise<ListedMatterRow[]> {
  return read(
    (rows, firmId) => rows.$queryRaw<ListedMatterRow[]>`
      select id, clio_id as "clioId", display_number as "displayNumber", description, status, open_date as "openDate",
        close_date as "closeDate", pending_date as "pendingDate", billable, billing_method as "billingMethod",
        client_reference as "clientReference", location, practice_area_name as "practiceAreaName",
        clio_created_at as "clioCreatedAt", clio_updated_at as "clioUpdatedAt", requested_at as "requestedAt",
        client_clio_id as "clientClioId", responsible_attorney_clio_id as "responsibleAttorneyClioId",
        originating_attorney_clio_id as "originatingAttorneyClioId", ${keysetValue(order)} as "sortKey"
      from matter
      where firm_id = ${firmId} and ${condition} and ${keysetCondition(order, after)}
      ${keysetOrderBy(order)}
      limit ${limit}`,
  );
}

export async function matterCount(read: ReadFirm, condition: Prisma.Sql): Promise<number> {
  const [counted] = await read(
    (rows, firmId) =>
      rows.$queryRaw<{ count: bigint }[]>`select count(*) from matter where firm_id = ${firmId} and ${condition}`,
  );
  return Number(counted?.count ?? 0);
}
