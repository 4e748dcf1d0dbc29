import { Prisma } from '../generated/prisma/client.ts';
import { isRelated } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { occurrenceOf, wordsOf } from '../listing/word-search.ts';
import { OrderDirection } from '../order-direction.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { MatterFilter } from './matter-filter.ts';
import { matterKind } from './matter-kind.ts';
import { MatterStatus, storedStatus } from './matter-status.ts';

export const matterList = nodeList({
  kind: matterKind,
  filter: MatterFilter,
  orders: {
    DISPLAY_NUMBER: { column: 'display_number', type: 'text' },
    OPEN_DATE: { column: 'open_date', type: 'date' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  // What changed last comes first, when nothing else is asked for.
  defaultOrder: { field: 'UPDATED_AT', direction: OrderDirection.DESC },
  conditions: ({ query, status, responsibleAttorneyId }: MatterFilter) => [
    ...wordsOf(query ?? '').map(wordCondition),
    ...(status ? [statusCondition(status)] : []),
    ...isRelated('responsible_attorney_clio_id', timekeeperKind, responsibleAttorneyId),
  ],
});

function wordCondition(word: string): Prisma.Sql {
  const pattern = occurrenceOf(word);
  return Prisma.sql`(
    search like ${pattern}
    or (firm_id, client_clio_id) in (select firm_id, clio_id from contact where search like ${pattern} and deleted_at is null)
  )`;
}

function statusCondition(asked: readonly MatterStatus[]): Prisma.Sql {
  const known = Object.values(storedStatus);
  const stored = asked.flatMap((status) => (status === MatterStatus.UNKNOWN ? [] : [storedStatus[status]]));
  const unknown = asked.includes(MatterStatus.UNKNOWN)
    ? Prisma.sql`status <> all(${known}::text[])`
    : Prisma.sql`false`;
  return Prisma.sql`(status = any(${stored}::text[]) or ${unknown})`;
}
