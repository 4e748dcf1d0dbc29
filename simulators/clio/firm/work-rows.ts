import type { Nested } from './firm.ts';
import type { BillRow } from './money-rows.ts';
import type { ContactRow, CustomValue, UserRow } from './people-rows.ts';
import type { Row } from './rows.ts';
import type {
  ActivityDescriptionRow,
  CustomFieldRow,
  ExpenseCategoryRow,
  MatterStageRow,
  PracticeAreaRow,
} from './setting-rows.ts';

import type { WorkSubject } from './work-subject.ts';

export type BillingMethod = 'hourly' | 'flat' | 'contingency';
export type MatterStatus = 'Pending' | 'Open' | 'Closed';

export interface MatterRow extends Row {
  number: number;
  /** The display number, where the client's name has changed since it was made. */
  numberedAs?: string;
  client: ContactRow;
  description: string;
  practiceArea: PracticeAreaRow | null;
  stage: MatterStageRow | null;
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
  /** What was agreed for this matter, by person or for everyone; undefined where nothing was. */
  hourlyRates?: readonly { readonly user: UserRow | null; readonly cents: number }[] | undefined;
  /** Values that were written, by field; the others are derived when they are read. */
  customValues: Map<CustomFieldRow, CustomValue> | undefined;
}

/** How a party other than the client stands to a matter. */
export interface RelationshipRow extends Row {
  matter: MatterRow;
  contact: ContactRow;
  /** Free text: `Opposing counsel`. */
  description: string | null;
}

/** The last is younger than Clio's document; whoever reads types has to take one that is not known yet. */
export type ActivityType = 'TimeEntry' | 'ExpenseEntry' | 'HardCostEntry' | 'SoftCostEntry' | 'FixedFee';

/** Whether bills list it among the services and not among the expenses. */
export function isService({ type }: { type: ActivityType }): boolean {
  return type === 'TimeEntry' || type === 'FixedFee';
}

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
  /** Of time entries only. */
  description: ActivityDescriptionRow | null;
  /** Of everything but time. */
  expenseCategory: ExpenseCategoryRow | null;
  /** The code of an expense, where it was given one. */
  utbmsExpense?: Nested | null;
  vendor: ContactRow | null;
  /** The bill that holds the entry; null again after that bill was voided. */
  bill: BillRow | null;
  /** The task, appointment, note or letter that the work was. */
  recordedFor: WorkSubject | null;
}
