import type { ContactRow, UserRow } from './people-rows.ts';
import type { Row } from './rows.ts';
import type { ActivityRow, MatterRow } from './work-rows.ts';

/** A deleted bill is kept without lines and sums; lists show it only when they are asked for deleted ones. */
export type BillState = 'draft' | 'awaiting_approval' | 'awaiting_payment' | 'paid' | 'void' | 'deleted';

export interface BillDiscount {
  type: 'percentage' | 'money';
  /** Percents, or the amount in whole units of the currency. */
  rate: number;
  note: string | null;
}

/** On what terms interest is charged, and what was. */
export interface BillInterest {
  type: 'simple' | 'compound';
  /** Percents a year. */
  rate: number;
  /** Days. */
  period: number;
  cents: number;
}

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
  /** Where the bill has a second tax. */
  servicesSecondaryTaxCents?: number;
  expensesSecondaryTaxCents?: number;
  /** What of its lines is taxed, where they were taxed anew; all of them before. */
  servicesTaxableCents?: number;
  expensesTaxableCents?: number;
  discount?: BillDiscount | undefined;
  interest?: BillInterest | undefined;
  /** What its valid payments add up to. */
  paidCents: number;
  /** What its valid credit memos add up to. */
  creditCents: number;
}

export interface LineItemRow extends Row {
  bill: BillRow;
  activity: ActivityRow;
  /** Where it is not the activity's own. */
  priceCents?: number;
  subTotalCents: number;
  taxCents: number;
  secondaryTaxCents?: number;
  ordering: number;
}

/** Money that came in. Clio shows payments only as the parent of their allocations. */
export interface Payment {
  readonly id: number;
  amountCents: number;
}

/** A payment's or a credit memo's share in a bill; exactly one of the two is its parent. */
export interface AllocationRow extends Row {
  bill: BillRow;
  payment: Payment | null;
  creditMemo: CreditMemoRow | null;
  day: number;
  amountCents: number;
  description: string | null;
  paymentType: string | null;
  source: BankAccountRow | null;
  destination: BankAccountRow | null;
  /** Epoch seconds; null while it counts. */
  voidedAt: number | null;
}

export interface CreditMemoRow extends Row {
  contact: ContactRow;
  user: UserRow;
  day: number;
  amountCents: number;
  description: string | null;
  writeOff: boolean;
  /** Epoch seconds; null while it counts. */
  voidedAt: number | null;
}

export interface BankAccountRow extends Row {
  type: 'Operating' | 'Trust';
  name: string;
  institution: string;
  accountNumber: string;
  transitNumber: string;
  isDefault: boolean;
  closed: boolean;
  /** The sum of its transactions. */
  balanceCents: number;
}

export interface BankTransactionRow extends Row {
  account: BankAccountRow;
  day: number;
  /** Negative for what went out. */
  amountCents: number;
  /** Of the account, after this transaction. */
  balanceCents: number;
  matter: MatterRow | null;
  client: ContactRow | null;
  bill: BillRow | null;
  allocation: AllocationRow | null;
  transactionType: string;
  description: string | null;
  payerPayee: string | null;
  confirmation: string | null;
}

export interface BankTransferRow extends Row {
  source: BankAccountRow;
  destination: BankAccountRow;
  matter: MatterRow | null;
  client: ContactRow | null;
  day: number;
  amountCents: number;
  description: string | null;
  authorizer: UserRow;
}

/** A movement of trust money as a bill tells it; each movement is told on one bill at most. */
export interface TrustLineItemRow extends Row {
  bill: BillRow;
  transaction: BankTransactionRow;
}
