import { balanceCents } from '../firm/bill-sums.ts';
import type { Firm } from '../firm/firm.ts';
import { isService } from '../firm/work-rows.ts';

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

/** Everything about a firm's money that does not add up, as sentences; tests expect none after any change. */
export function ledgerFaults({ tables }: Firm): string[] {
  const faults: string[] = [];
  const { activities, allocations, bank_accounts: accounts, bank_transactions: transactions, bills, matters } = tables;
  const lines = Map.groupBy(tables.line_items.rows, ({ bill }) => bill);
  const valid = Map.groupBy(
    allocations.rows.filter(({ voidedAt }) => voidedAt === null),
    ({ bill }) => bill,
  );
  for (const bill of bills.rows) {
    const own = lines.get(bill) ?? [];
    const services = own.filter(({ activity }) => isService(activity));
    const expenses = own.filter(({ activity }) => !isService(activity));
    const shares = valid.get(bill) ?? [];
    const wanted = {
      servicesCents: sum(services.map((line) => line.subTotalCents)),
      servicesTaxCents: sum(services.map((line) => line.taxCents)),
      expensesCents: sum(expenses.map((line) => line.subTotalCents)),
      expensesTaxCents: sum(expenses.map((line) => line.taxCents)),
      servicesSecondaryTaxCents: sum(services.map((line) => line.secondaryTaxCents ?? 0)),
      expensesSecondaryTaxCents: sum(expenses.map((line) => line.secondaryTaxCents ?? 0)),
      paidCents: sum(shares.filter(({ payment }) => payment).map((share) => share.amountCents)),
      creditCents: sum(shares.filter(({ creditMemo }) => creditMemo).map((share) => share.amountCents)),
    };
    for (const [name, cents] of Object.entries(wanted)) {
      const found = bill[name as keyof typeof wanted] ?? 0;
      if (found !== cents) faults.push(`bill ${bill.id}: ${name} is ${found}, its parts are ${cents}`);
    }
    if (balanceCents(bill) < 0) faults.push(`bill ${bill.id}: more was paid than owed`);
    if (bill.state === 'paid' && balanceCents(bill) !== 0) faults.push(`bill ${bill.id}: paid, and owes something`);
    const holds = bill.state !== 'void' && bill.state !== 'deleted';
    for (const { id, activity } of own) {
      if ((activity.bill === bill) !== holds) faults.push(`line ${id}: its activity is on another bill`);
    }
  }
  for (const { id, bill } of activities.rows) {
    if (bill && !lines.get(bill)?.some(({ activity }) => activity.id === id)) faults.push(`activity ${id}: no line`);
  }
  for (const account of accounts.rows) {
    let balance = 0;
    for (const row of transactions.rows) {
      if (row.account !== account) continue;
      balance += row.amountCents;
      if (row.balanceCents !== balance) faults.push(`transaction ${row.id}: the running balance is wrong`);
    }
    if (account.balanceCents !== balance) faults.push(`account ${account.id}: ${account.balanceCents}, not ${balance}`);
  }
  const trust = Map.groupBy(
    transactions.rows.filter(({ account }) => account.type === 'Trust'),
    ({ matter }) => matter,
  );
  for (const matter of matters.rows) {
    const cents = sum((trust.get(matter) ?? []).map(({ amountCents }) => amountCents));
    if (matter.trustCents !== cents || cents < 0)
      faults.push(`matter ${matter.id}: ${matter.trustCents}, not ${cents}`);
  }
  return faults;
}
