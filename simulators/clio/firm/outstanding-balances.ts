import { balanceCents } from './bill-sums.ts';
import type { Firm } from './firm.ts';
import type { BillRow } from './money-rows.ts';
import type { ContactRow } from './people-rows.ts';
import type { Row } from './rows.ts';

/** What a client owes: the bills that await payment, oldest first, and the sum of their balances. */
export interface OutstandingBalanceRow extends Row {
  contact: ContactRow;
  bills: readonly BillRow[];
  cents: number;
  /** Epoch seconds; null where nothing was ever paid. */
  lastPaidAt: number | null;
}

/** So that a balance is never taken for the contact it belongs to. */
const idsFrom = 2_000_000_000;

/** One for every client who owes something, in ascending order of id. */
export function outstandingBalances(firm: Firm): OutstandingBalanceRow[] {
  const open = firm.tables.bills.rows.filter((bill) => bill.state === 'awaiting_payment' && balanceCents(bill) > 0);
  const lastPaid = new Map<ContactRow, number>();
  for (const { bill, voidedAt, creditMemo, createdAt } of firm.tables.allocations.rows) {
    if (voidedAt !== null || creditMemo !== null) continue;
    const { client } = bill.matter;
    lastPaid.set(client, Math.max(lastPaid.get(client) ?? 0, createdAt));
  }
  return [...Map.groupBy(open, ({ matter }) => matter.client)]
    .map(
      ([contact, bills]): OutstandingBalanceRow => ({
        firm,
        id: idsFrom + contact.id,
        version: bills.reduce((sum, { version }) => sum + version, 0),
        createdAt: Math.min(...bills.map(({ createdAt }) => createdAt)),
        updatedAt: Math.max(...bills.map(({ updatedAt }) => updatedAt)),
        overrides: undefined,
        contact,
        bills,
        cents: bills.reduce((sum, bill) => sum + balanceCents(bill), 0),
        lastPaidAt: lastPaid.get(contact) ?? null,
      }),
    )
    .sort((left, right) => left.id - right.id);
}
