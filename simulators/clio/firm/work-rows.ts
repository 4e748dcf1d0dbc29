import type { BillRow } from './money-rows.ts';
import type { ContactRow, UserRow } from './people-rows.ts';
import type { Row } from './rows.ts';

export type BillingMethod = 'hourly' | 'flat' | 'contingency';
export type MatterStatus = 'Pending' | 'Open' | 'Closed';

export interface MatterRow extends Row {
  number: number;
  client: ContactRow;
  description: string;
  /** Index into the firm's practice areas, -1 when none was chosen. */
  practiceArea: number;
  stage: number;
  status: MatterStatus;
  openDay: number;
  pendingDay: number | null;
  closeDay: number | null;
  lastActivityDay: number | null;
  responsible: UserRow | null;
  originating: UserRow | null;
  staff: UserRow | null;
  billable: boolean;
  billingMethod: BillingMethod;
  clientReference: string | null;
  location: string | null;
  trustCents: number;
  flatFeeCents: number;
}

export type ActivityType = 'TimeEntry' | 'ExpenseEntry' | 'HardCostEntry' | 'SoftCostEntry';

export interface ActivityRow extends Row {
  type: ActivityType;
  matter: MatterRow | null;
  user: UserRow;
  day: number;
  /** Seconds for time, hundredths of a unit for expenses. */
  quantity: number;
  /** As above, after rounding time up to six minutes. */
  roundedQuantity: number;
  priceCents: number;
  /** What the entry is worth, billable or not. */
  amountCents: number;
  nonBillable: boolean;
  noCharge: boolean;
  flatRate: boolean;
  /** Selects the text of the note. */
  noteSeed: number;
  /** Index into the firm's expense categories or activity descriptions, -1 when none was chosen. */
  category: number;
  vendor: ContactRow | null;
  /** The bill that holds the entry; null again after that bill was voided. */
  bill: BillRow | null;
}
