import {
  balanceCents,
  dueCents,
  interestCents,
  secondaryTaxCents,
  secondaryTaxRateOf,
  subTotalCents,
  taxCents,
  taxRateOf,
  totalCents,
} from '../firm/bill-sums.ts';
import type { BillRow, BillState } from '../firm/money-rows.ts';
import type { Row } from '../firm/rows.ts';
import { contactName, contactShape } from './contacts.ts';
import { customFieldFilter } from './custom-field-values.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { accountGroup } from './groups.ts';
import { matterShape } from './matters.ts';
import { nested } from './nested-shapes.ts';
import { constant, date, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, never, one, readField, type Shape } from './shape.ts';

/** Where a bill can go from each state. */
export const billTransitions: Record<BillState, readonly string[]> = {
  draft: ['awaiting_approval', 'awaiting_payment', 'deleted'],
  awaiting_approval: ['awaiting_payment', 'deleted'],
  awaiting_payment: ['paid', 'void'],
  paid: [],
  void: [],
  deleted: [],
};

/** Some sums are typed as whole numbers by Clio although they are money. */
const whole = (cents: number) => Math.round(cents / 100);
const taxableServices = (bill: BillRow) =>
  bill.servicesTaxableCents ?? (bill.firm.taxRate > 0 ? bill.servicesCents : 0);
const taxableExpenses = (bill: BillRow) =>
  bill.expensesTaxableCents ?? (bill.firm.taxRate > 0 ? bill.expensesCents : 0);
/** The part of a sum that a rate was charged on, from what it came to. */
const taxedBy = (rate: number, cents: number) => (rate > 0 ? (cents * 100) / rate : 0);

/** Interest is paid last. */
const interestBalance = (bill: BillRow) => Math.max(0, Math.min(interestCents(bill), balanceCents(bill)));

export const billShape: Shape = defineShape<BillRow>(
  'Bill',
  {
    ...recordFields('bills'),
    type: constant('MatterBill'),
    kind: constant('revenue_kind'),
    number: ({ number }) => String(number),
    state: ({ state }) => state,
    issued_at: ({ issueDay }) => date(issueDay),
    due_at: ({ dueDay }) => date(dueDay),
    paid_at: ({ firm, paidAt }) => (paidAt === null ? null : firm.zone.format(paidAt)),
    start_at: ({ startDay }) => date(startDay),
    end_at: ({ endDay }) => date(endDay),
    last_sent_at: ({ firm, lastSentAt }) => (lastSentAt === null ? null : firm.zone.format(lastSentAt)),
    subject: ({ matter }) => matter.description,
    memo: constant(''),
    purchase_order: ({ matter }) => matter.clientReference,
    total: (bill) => money(totalCents(bill)),
    sub_total: (bill) => money(subTotalCents(bill)),
    paid: ({ paidCents }) => money(paidCents),
    balance: (bill) => money(balanceCents(bill)),
    due: (bill) => money(dueCents(bill)),
    pending: constant(0),
    credits_issued: ({ creditCents }) => money(creditCents),
    tax_rate: taxRateOf,
    tax_sum: (bill) => money(taxCents(bill)),
    total_tax: (bill) => money(taxCents(bill) + secondaryTaxCents(bill)),
    taxable_sub_total: (bill) => whole(taxableServices(bill) + taxableExpenses(bill)),
    services_sub_total: ({ servicesCents }) => money(servicesCents),
    services_tax: ({ servicesTaxCents }) => money(servicesTaxCents),
    services_taxable_sub_total: (bill) => whole(taxableServices(bill)),
    secondary_tax_rate: secondaryTaxRateOf,
    secondary_tax_sum: (bill) => money(secondaryTaxCents(bill)),
    secondary_taxable_sub_total: (bill) => whole(taxedBy(secondaryTaxRateOf(bill), secondaryTaxCents(bill))),
    services_secondary_tax: ({ servicesSecondaryTaxCents = 0 }) => money(servicesSecondaryTaxCents),
    services_secondary_taxable_sub_total: (bill) =>
      whole(taxedBy(secondaryTaxRateOf(bill), bill.servicesSecondaryTaxCents ?? 0)),
    discount_services_only: constant(false),
    shared: constant(false),
    can_update: ({ state }) => state !== 'void' && state !== 'deleted',
    available_state_transitions: ({ state }) => billTransitions[state],
  },
  {
    balances: many<BillRow>(nested('Balance'), (bill) => [
      {
        id: bill.matter.id,
        type: 'Matter',
        amount: money(balanceCents(bill)),
        due: money(balanceCents(bill)),
        interest_amount: money(interestBalance(bill)),
      },
    ]),
    bill_theme: one<BillRow>(nested('BillTheme'), ({ firm }) => firm.billTheme),
    billing_setting: never(nested('BillingSetting')),
    client: one<BillRow>(named('Contact'), ({ matter }) => matter.client),
    client_addresses: many<BillRow>(nested('Address'), ({ matter }) => {
      const address = readField(contactShape, matter.client, 'primary_address');
      return address ? [address as object] : [];
    }),
    currency: one<BillRow>(nested('Currency'), ({ firm }) => firm.currency),
    destination_account: one<BillRow>(named('BankAccount'), ({ firm }) =>
      firm.tables.bank_accounts.rows.find(({ isDefault }) => isDefault),
    ),
    discount: one<BillRow>(nested('Discount'), ({ discount }) =>
      discount ? { ...discount, early_payment_rate: null, early_payment_period: null } : null,
    ),
    group: one<BillRow>(named('Group'), accountGroup),
    interest: one<BillRow>(nested('Interest'), (bill) => {
      if (!bill.interest) return null;
      const { type, rate, period, cents } = bill.interest;
      return { type, rate, period, total: money(cents), balance: money(interestBalance(bill)) };
    }),
    legal_aid_uk_bill: never(nested('LegalAid')),
    matter_totals: many<BillRow>(nested('MatterBalance'), (bill) => [
      { id: bill.matter.id, amount: money(totalCents(bill)) },
    ]),
    matters: many<BillRow>(named('Matter'), ({ matter }) => [matter]),
    original_bill: never(named('Bill')),
    split_invoice: never(nested('SplitInvoice')),
    user: one<BillRow>(named('User'), ({ user }) => user),
  },
);

const on = filtersOn(() => billShape);
const by = (field: string) => (row: Row) => readField(billShape, row, field);
const matterOf = (row: Row) => (row as BillRow).matter;
const onMatter = (field: string) =>
  on.id((row, wanted) => {
    const related = readField(matterShape, matterOf(row), field) as { id: number } | null;
    return (related?.id ?? null) === wanted;
  });

function overdue(read: (field: string) => unknown, today: string): boolean {
  return read('state') === 'awaiting_payment' && String(read('due_at')) < today;
}

export const bills: Resource = {
  name: 'bills',
  shape: billShape,
  limitMax: 200,
  permission: 'Billing',
  // Whether Clio's index hides void bills unless asked is not known; here it shows them, and hides deleted ones.
  hidden: { by: (row) => readField(billShape, row, 'state') === 'deleted', shownBy: ['state'] },
  filters: {
    ...commonFilters,
    bill_number: on.equal('number'),
    client_id: on.related('client'),
    currency_id: on.related('currency'),
    'custom_field_values[*]': customFieldFilter(matterOf),
    due_after: on.dateBound('due_at', (day, bound) => day > bound),
    due_at: on.dateBound('due_at', (day, bound) => day === bound),
    due_before: on.dateBound('due_at', (day, bound) => day < bound),
    issued_after: on.dateBound('issued_at', (day, bound) => day > bound),
    issued_before: on.dateBound('issued_at', (day, bound) => day < bound),
    last_sent_start_date: on.dateBound('last_sent_at', (day, bound) => day >= bound),
    last_sent_end_date: on.dateBound('last_sent_at', (day, bound) => day <= bound),
    matter_id: on.anyRelated('matters'),
    originating_attorney_id: onMatter('originating_attorney'),
    responsible_attorney_id: onMatter('responsible_attorney'),
    overdue_only: on.where((_, wanted, read, today) => wanted === 'false' || overdue(read, today), ['true', 'false']),
    query: on.text('number', 'subject'),
    state: on.words('state', {
      draft: 'draft',
      awaiting_approval: 'awaiting_approval',
      awaiting_payment: 'awaiting_payment',
      paid: 'paid',
      void: 'void',
      deleted: 'deleted',
    }),
    status: on.where((_, wanted, read, today) => wanted === 'all' || overdue(read, today), ['all', 'overdue']),
    type: on.where((_, wanted) => wanted === 'revenue', ['revenue', 'trust']),
  },
  orders: {
    balance: by('balance'),
    client_name: (row) => contactName(matterOf(row).client),
    due_at: by('due_at'),
    issued_at: by('issued_at'),
    last_sent_at: by('last_sent_at'),
    matter_display_number: (row) => readField(matterShape, matterOf(row), 'display_number'),
    number: (row) => (row as BillRow).number,
    paid_at: (row) => (row as BillRow).paidAt,
  },
};
