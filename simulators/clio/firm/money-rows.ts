import type { UserRow } from './people-rows.ts';
import type { Row } from './rows.ts';
import type { ActivityRow, MatterRow } from './work-rows.ts';

export type BillState = 'draft' | 'awaiting_approval' | 'awaiting_payment' | 'paid' | 'void';

export interface BillRow extends Row {
  number: number;
  matter: MatterRow;
  user: UserRow;
  state: BillState;
  issueDay: number | null;
  dueDay: number | null;
  startDay: number;
  endDay: number;
  /** Epoch seconds. */
  paidAt: number | null;
  lastSentAt: number | null;
  servicesCents: number;
  expensesCents: number;
  servicesTaxCents: number;
  expensesTaxCents: number;
  paidCents: number;
}

export interface LineItemRow extends Row {
  bill: BillRow;
  activity: ActivityRow;
  subTotalCents: number;
  taxCents: number;
  ordering: number;
}
