import type { Firm } from './firm.ts';

/**
 * What a record is made of, as compact as it can be: money in cents, days as whole numbers, instants in epoch seconds,
 * relations as references. The fields Clio shows are derived when they are read.
 */
export interface Row {
  readonly firm: Firm;
  id: number;
  /** Grows with every edit; the etag follows from it. */
  version: number;
  /** Epoch seconds. */
  createdAt: number;
  /** Epoch seconds. */
  updatedAt: number;
  /** Values set through the control door, by field name; they stand in for the derived ones. */
  overrides: Map<string, unknown> | undefined;
}

export interface UserRow extends Row {
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  attorney: boolean;
  /** The last day of someone who has left; null for those who are enabled. */
  leftDay: number | null;
  owner: boolean;
  jobTitle: string;
  roles: readonly string[];
  rateCents: number;
  /** How much of the firm's work falls to this person, relative to the others. */
  load: number;
}

export interface ContactRow extends Row {
  company: ContactRow | null;
  isCompany: boolean;
  isClient: boolean;
  /** A company's name; null for a person. */
  companyName: string | null;
  prefix: string | null;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  title: string | null;
  birthDay: number | null;
  email: string | null;
  secondEmail: string | null;
  phone: string | null;
  secondPhone: string | null;
  street: string | null;
  city: string;
  province: string;
  postalCode: string;
}

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
