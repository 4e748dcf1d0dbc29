import type { Firm } from './firm.ts';
import type { ContactRow } from './people-rows.ts';
import type { Row } from './rows.ts';
import type { MatterRow } from './work-rows.ts';

/** Work on a matter that is on no bill. What lies on drafts is not in it, as with Clio. */
export interface BillableMatterRow extends Row {
  matter: MatterRow;
  unbilledCents: number;
  unbilledSeconds: number;
}

export interface BillableClientRow extends Row {
  contact: ContactRow;
  matters: readonly BillableMatterRow[];
}

/** In ascending order of id, which is the matter's. The days are bounds for the entries, both included. */
export function billableMatters(firm: Firm, fromDay: number, toDay: number): BillableMatterRow[] {
  const found = new Map<MatterRow, BillableMatterRow>();
  for (const { matter, bill, nonBillable, noCharge, day, amountCents, type, roundedQuantity } of firm.tables.activities
    .rows) {
    if (!matter || bill || nonBillable || day < fromDay || day > toDay) continue;
    let row = found.get(matter);
    if (!row) {
      row = { ...plainRow(matter), matter, unbilledCents: 0, unbilledSeconds: 0 };
      found.set(matter, row);
    }
    if (!noCharge) row.unbilledCents += amountCents;
    if (type === 'TimeEntry') row.unbilledSeconds += roundedQuantity;
  }
  return [...found.values()].sort((left, right) => left.id - right.id);
}

export function billableClients(matters: readonly BillableMatterRow[]): BillableClientRow[] {
  const byClient = Map.groupBy(matters, ({ matter }) => matter.client);
  return [...byClient]
    .map(([contact, own]): BillableClientRow => ({ ...plainRow(contact), contact, matters: own }))
    .sort((left, right) => left.id - right.id);
}

function plainRow({ firm, id, version, createdAt, updatedAt }: Row): Row {
  return { firm, id, version, createdAt, updatedAt, overrides: undefined };
}
