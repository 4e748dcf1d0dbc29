import type { ContactRow, UserRow } from './people-rows.ts';
import { practiceCatalogue } from './practice-catalogue.ts';
import { type Random, WeightedChoice } from './random.ts';
import type { Settings } from './settings.ts';
import type { Work } from './work.ts';
import type { ActivityRow, ActivityType, MatterRow } from './work-rows.ts';

const tenthSeconds = 360;

/**
 * Time and expenses, `count` of them. A few matters hold most of the work (a heavy tail). Some entries are set aside
 * for the current month and for its last day, whatever day that is, so that "this month" and "today" are never empty:
 * a firm has people who work on the first of January.
 */
export function generateActivities(
  work: Work,
  count: number,
  matters: readonly MatterRow[],
  users: readonly UserRow[],
  vendors: readonly ContactRow[],
  settings: Settings,
  fixedFeeShare: number,
  random: Random,
): ActivityRow[] {
  const parts = {
    work,
    users,
    settings,
    fixedFeeShare,
    staff: new WeightedChoice(users.map(({ load }) => load)),
    vendors,
    random,
  };
  const activities: ActivityRow[] = [];

  const current = matters.filter(({ closeDay }) => closeDay === null);
  const todayCount = Math.max(3, Math.round(count * 0.0012));
  const monthCount = Math.max(6, Math.round(count * 0.004));
  for (let i = 0; i < todayCount + monthCount && current.length > 0; i++) {
    const matter = random.pick(current);
    const from = Math.max(matter.openDay, work.monthStart);
    activities.push(activity(parts, matter, i < todayCount ? work.today : work.workday(from, work.today, random)));
  }

  const weights = matters.map((matter) => {
    const openDays = (matter.closeDay ?? work.today) - matter.openDay + 1;
    const workload = practiceCatalogue[matter.practiceArea?.name ?? '']?.workload ?? 1;
    return Math.min(random.pareto(1.3), 40) * workload * Math.sqrt(openDays / 90);
  });
  const matterChoice = new WeightedChoice(weights);
  const flatFeeAsked = new Set<MatterRow>();
  while (activities.length < count) {
    if (random.chance(0.005)) {
      activities.push(overhead(parts));
      continue;
    }
    const matter = matters[matterChoice.draw(random)];
    if (!matter) throw new Error('generateActivities: expected at least one matter, got none');
    const last = matter.closeDay ?? work.today;
    const flatFee = matter.billingMethod === 'flat' && !flatFeeAsked.has(matter);
    if (flatFee) flatFeeAsked.add(matter);
    activities.push(activity(parts, matter, work.workday(matter.openDay, last, random), flatFee));
  }
  return activities.sort((left, right) => left.day - right.day);
}

interface Parts {
  work: Work;
  users: readonly UserRow[];
  settings: Settings;
  fixedFeeShare: number;
  staff: WeightedChoice;
  vendors: readonly ContactRow[];
  random: Random;
}

function activity(parts: Parts, matter: MatterRow, day: number, flatFee = false): ActivityRow {
  const { random, vendors, fixedFeeShare } = parts;
  const type = flatFee ? 'TimeEntry' : activityType(random);
  const user = whoWorks(parts, matter, day);
  const row = blank(parts, type, matter, user, day);
  if (flatFee) {
    row.flatRate = true;
    // Drawn from what the row has anyway, so that the share changes nothing else about a firm.
    const fixed = row.noteSeed % 1000 < fixedFeeShare * 1000;
    if (fixed) row.type = 'FixedFee';
    row.quantity = row.roundedQuantity = fixed ? 100 : 3600;
    row.priceCents = row.amountCents = matter.flatFeeCents;
  } else if (type === 'TimeEntry') {
    const tenths = Math.min(85, Math.max(1, Math.round(9 * Math.exp(random.normal() * 0.8))));
    row.roundedQuantity = tenths * tenthSeconds;
    // A timer stops at any second; the rounding up to six minutes is what gets billed.
    row.quantity = random.chance(0.12)
      ? row.roundedQuantity - random.between(1, tenthSeconds - 1)
      : row.roundedQuantity;
    row.priceCents = user.rateCents;
    row.amountCents = (tenths * user.rateCents) / 10;
    row.noCharge = matter.billingMethod === 'hourly' && random.chance(0.02);
    row.nonBillable = !matter.billable || matter.billingMethod !== 'hourly' || random.chance(0.08);
    if (row.nonBillable) row.noCharge = false;
  } else {
    cost(row, random);
    row.nonBillable = !matter.billable || random.chance(0.1);
    if (type === 'HardCostEntry' && vendors.length > 0 && random.chance(0.7)) row.vendor = random.pick(vendors);
  }
  if (matter.lastActivityDay === null || matter.lastActivityDay < day) matter.lastActivityDay = day;
  return row;
}

/** What the firm pays for itself: no matter, never billed. */
function overhead(parts: Parts): ActivityRow {
  const { work, users, random } = parts;
  const day = work.workday(work.firstDay, work.today, random);
  const present = users.filter((user) => isThere(user, day));
  const row = blank(parts, 'SoftCostEntry', null, random.pick(present), day);
  cost(row, random);
  row.nonBillable = true;
  return row;
}

function blank(
  { work, settings, random }: Parts,
  type: ActivityType,
  matter: MatterRow | null,
  user: UserRow,
  day: number,
): ActivityRow {
  const createdAt = work.instant(day + (random.chance(0.25) ? random.between(1, 3) : 0), random);
  const noteSeed = random.bits() & 0x3fffffff;
  const category = random.chance(0.25) ? -1 : random.between(0, 5);
  return {
    firm: work.firm,
    id: 0,
    version: 1,
    createdAt,
    updatedAt: createdAt,
    overrides: undefined,
    type,
    matter,
    user,
    day,
    quantity: 0,
    roundedQuantity: 0,
    priceCents: 0,
    amountCents: 0,
    nonBillable: false,
    noCharge: false,
    flatRate: false,
    noteSeed,
    description: type === 'TimeEntry' ? (settings.activityDescriptions[category] ?? null) : null,
    expenseCategory: type === 'TimeEntry' ? null : (settings.expenseCategories[category] ?? null),
    vendor: null,
    bill: null,
    recordedFor: null,
  };
}

function cost(row: ActivityRow, random: Random): void {
  const [quantity, priceCents] = random.pick([
    [random.between(4, 260) * 100, 25],
    [100, random.pick([2000, 6000, 9000, 43_500, 45_000])],
    [random.between(30, 1900), 67],
    [100, random.between(8, 120) * 125],
    [100, Math.round(20_000 * random.pareto(1.6))],
  ] as const);
  row.quantity = row.roundedQuantity = quantity;
  row.priceCents = priceCents;
  row.amountCents = Math.round((quantity * priceCents) / 100);
}

function activityType(random: Random): ActivityType {
  const draw = random.next();
  if (draw < 0.85) return 'TimeEntry';
  if (draw < 0.92) return 'ExpenseEntry';
  return draw < 0.96 ? 'HardCostEntry' : 'SoftCostEntry';
}

/** Mostly the matter's own people, as long as they are with the firm. */
function whoWorks({ users, staff, random }: Parts, matter: MatterRow, day: number): UserRow {
  const draw = random.next();
  if (draw < 0.55 && matter.responsible && isThere(matter.responsible, day)) return matter.responsible;
  if (draw < 0.75 && matter.staff && isThere(matter.staff, day)) return matter.staff;
  for (;;) {
    const user = users[staff.draw(random)];
    if (user && isThere(user, day)) return user;
  }
}

function isThere({ leftDay }: UserRow, day: number): boolean {
  return leftDay === null || day <= leftDay;
}
