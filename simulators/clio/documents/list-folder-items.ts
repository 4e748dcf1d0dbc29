import type { ApiCall } from '../api/call.ts';
import { badArgument } from '../api/errors.ts';
import { listRecords } from '../api/list-records.ts';
import { Query } from '../api/query.ts';
import type { ItemRow } from '../firm/document-rows.ts';
import type { Firm } from '../firm/firm.ts';
import type { Reply } from '../http/exchange.ts';
import { documents } from '../resources/documents.ts';
import { documentFilters, shownItems } from '../resources/item-filters.ts';
import { itemShape } from '../resources/items.ts';
import type { Resource } from '../resources/resource.ts';

const merged = new WeakMap<Firm, { version: number; rows: readonly ItemRow[] }>();

/** `GET /api/v4/folders/list.json`: documents and folders in one walk, and only by page tokens. */
export function listFolderItems(call: ApiCall): Reply {
  const query = new Query(call.search);
  if (query.text('offset') !== undefined)
    throw badArgument('offset is not accepted here; follow the link in meta.paging');
  return listRecords(call, items, { name: 'folders/list', rows: itemsOf(call.firm) });
}

const items: Resource = {
  name: 'folders',
  shape: itemShape,
  limitMax: 200,
  permission: 'Documents',
  filters: documentFilters,
  also: shownItems,
  tokensOnly: true,
  orders: documents.orders,
};

/** Both tables in one, ascending by id, kept until the firm changes. */
function itemsOf(firm: Firm): readonly ItemRow[] {
  const known = merged.get(firm);
  if (known?.version === firm.version) return known.rows;
  const rows: ItemRow[] = [...firm.tables.folders.rows, ...firm.tables.documents.rows];
  rows.sort((left, right) => left.id - right.id);
  merged.set(firm, { version: firm.version, rows });
  return rows;
}
