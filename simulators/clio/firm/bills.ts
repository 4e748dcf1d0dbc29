import { totalCents } from './bill-sums.ts';
import { nextMonthStart, nextWorkday } from './days.ts';
import type { BillRow, BillState, LineItemRow } from './money-rows.ts';
import type { Random } from './random.ts';
import type { Work } from './work.ts';
import { type ActivityRow, isService, type MatterRow } from './work-rows.ts';

/**
 * Bills the work of every matter in chunks, in the first week of the month after the chunk's last entry.
 *
 * The money is exact: a line is its activity's amount, a bill is the sum of its lines and their tax, and paid plus
 * balance is the total. `activities` must be in order of day; their `bill` is set here.
 */
export function generateBills(
  work: Work,
  activities: readonly ActivityRow[],
  random: Random,
): { bills: BillRow[]; lineItems: LineItemRow[] } {
  const drafts: { matter: MatterRow; entries: ActivityRow[]; issueDay: number | null; state: BillState }[] = [];
  for (const [matter, entries] of billableByMatter(activities)) {
    for (const chunk of chunks(entries, random)) {
      const lastDay = chunk.at(-1)?.day ?? work.today;
      const issueDay = nextWorkday(nextMonthStart(lastDay) + random.between(0, 5));
      const complete = chunk.length > 2 || lastDay < work.today - 75 || matter.closeDay !== null;
      if (complete && issueDay <= work.today) {
        drafts.push({ matter, entries: chunk, issueDay, state: 'awaiting_payment' });
      } else if (random.chance(0.3)) {
        const state = random.chance(0.5) ? 'draft' : 'awaiting_approval';
        drafts.push({ matter, entries: chunk, issueDay: null, state });
      }
    }
  }
  drafts.sort((left, right) => (left.issueDay ?? work.today + 1) - (right.issueDay ?? work.today + 1));
  issueSomeThisMonth(work, drafts, random);

  const lineItems: LineItemRow[] = [];
  const bills = drafts.map(({ matter, entries, issueDay, state }, index): BillRow => {
    const firstDay = entries[0]?.day ?? work.today;
    const lastDay = entries.at(-1)?.day ?? firstDay;
    const newest = entries.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0);
    const createdAt = Math.max(newest, work.instant(issueDay ?? work.today, random));
    const bill: BillRow = {
      firm: work.firm,
      id: 0,
      version: 1,
      createdAt,
      updatedAt: createdAt,
      overrides: undefined,
      number: 1000 + index,
      matter,
      user: matter.responsible ?? entries[0]?.user ?? fail(),
      state,
      issueDay: state === 'awaiting_approval' ? work.today : issueDay,
      dueDay: issueDay === null ? null : issueDay + 30,
      startDay: firstDay,
      endDay: lastDay,
      paidAt: null,
      lastSentAt: issueDay === null || random.chance(0.1) ? null : Math.min(createdAt + 3600, work.asOf),
      servicesCents: 0,
      expensesCents: 0,
      servicesTaxCents: 0,
      expensesTaxCents: 0,
      paidCents: 0,
      creditCents: 0,
    };
    for (const [ordering, entry] of entries.entries()) lineItems.push(line(bill, entry, ordering + 1));
    return bill;
  });

  settle(work, bills, random);
  for (const { bill, activity } of lineItems) {
    activity.bill = bill.state === 'void' ? null : bill;
    activity.updatedAt = Math.max(activity.updatedAt, bill.updatedAt);
  }
  for (const item of lineItems) item.updatedAt = Math.max(item.createdAt, item.bill.createdAt);
  return { bills, lineItems };
}

function billableByMatter(activities: readonly ActivityRow[]): Map<MatterRow, ActivityRow[]> {
  const byMatter = new Map<MatterRow, ActivityRow[]>();
  for (const entry of activities) {
    if (!entry.matter || entry.nonBillable) continue;
    const entries = byMatter.get(entry.matter);
    if (entries) entries.push(entry);
    else byMatter.set(entry.matter, [entry]);
  }
  return byMatter;
}

function* chunks(entries: readonly ActivityRow[], random: Random): Generator<ActivityRow[]> {
  let start = 0;
  while (start < entries.length) {
    const size = Math.min(40, 2 + Math.floor(random.pareto(1.6) * 2));
    yield entries.slice(start, start + size);
    start += size;
  }
}

/** The newest bills become this month's where the calendar alone would leave the month empty, as on its first day. */
function issueSomeThisMonth(
  work: Work,
  drafts: { entries: ActivityRow[]; issueDay: number | null; state: BillState }[],
  random: Random,
): void {
  const issued = drafts.filter(({ issueDay }) => issueDay !== null);
  const wanted = Math.max(4, Math.round(issued.length * 0.012));
  let found = issued.filter(({ issueDay }) => (issueDay ?? 0) >= work.monthStart).length;
  for (let i = issued.length - 1; i >= 0 && found < wanted; i--) {
    const draft = issued[i];
    if (!draft || (draft.issueDay ?? 0) >= work.monthStart) continue;
    draft.issueDay = random.between(work.monthStart, work.today);
    found++;
  }
  // One is from today itself.
  const last = issued.at(-1);
  if (last) last.issueDay = work.today;
  drafts.sort((left, right) => (left.issueDay ?? work.today + 1) - (right.issueDay ?? work.today + 1));
}

function line(bill: BillRow, activity: ActivityRow, ordering: number): LineItemRow {
  const subTotalCents = activity.noCharge ? 0 : activity.amountCents;
  const taxCents = Math.round((subTotalCents * bill.firm.taxRate) / 100);
  if (isService(activity)) {
    bill.servicesCents += subTotalCents;
    bill.servicesTaxCents += taxCents;
  } else {
    bill.expensesCents += subTotalCents;
    bill.expensesTaxCents += taxCents;
  }
  return {
    firm: bill.firm,
    id: 0,
    version: 1,
    createdAt: bill.createdAt,
    updatedAt: bill.createdAt,
    overrides: undefined,
    bill,
    activity,
    subTotalCents,
    taxCents,
    ordering,
  };
}

/** Most clients pay within weeks, some in part, some never; the older a bill, the likelier it is paid. */
function settle(work: Work, bills: readonly BillRow[], random: Random): void {
  const open: BillRow[] = [];
  let paidThisMonth = 0;
  for (const bill of bills) {
    if (bill.state !== 'awaiting_payment' || bill.issueDay === null) continue;
    if (random.chance(0.02)) {
      bill.state = 'void';
      bill.updatedAt = Math.max(bill.updatedAt, work.instant(bill.issueDay + random.between(1, 20), random));
      continue;
    }
    const payDay = bill.issueDay + Math.max(1, Math.round(24 * Math.exp(random.normal() * 0.7)));
    if (payDay < work.today && random.chance(0.93)) {
      pay(bill, work.instant(payDay, random));
      if (payDay >= work.monthStart) paidThisMonth++;
    } else {
      open.push(bill);
    }
  }
  const wanted = Math.max(3, Math.round(bills.length * 0.01));
  for (const bill of open) {
    if (paidThisMonth < wanted) {
      const day = random.between(Math.max(work.monthStart, bill.issueDay ?? 0), work.today);
      // Today's payments lie at the very end of the history: its last instant is the only one that is surely past.
      pay(bill, day === work.today ? work.asOf : work.instant(day, random));
      paidThisMonth++;
    } else if (random.chance(0.25)) {
      bill.paidCents = Math.floor((totalCents(bill) * random.between(2, 8)) / 10);
      bill.updatedAt = Math.max(bill.updatedAt, work.instant((bill.issueDay ?? work.today) + 9, random));
    }
  }
}

function pay(bill: BillRow, at: number): void {
  bill.state = 'paid';
  bill.paidAt = Math.max(at, bill.createdAt);
  bill.paidCents = totalCents(bill);
  bill.updatedAt = bill.paidAt;
}

function fail(): never {
  throw new Error('A bill needs at least one entry');
}
