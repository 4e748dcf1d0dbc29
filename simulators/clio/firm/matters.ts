import { lastNames } from './people-names.ts';
import type { ContactRow, UserRow } from './people-rows.ts';
import { type Practice, practiceCatalogue } from './practice-catalogue.ts';
import type { FirmProfile } from './profiles.ts';
import { type Random, WeightedChoice } from './random.ts';
import { type Settings, stageNames } from './settings.ts';
import type { Work } from './work.ts';
import type { BillingMethod, MatterRow } from './work-rows.ts';

/**
 * The matters of a firm, in the order in which they were opened.
 *
 * A few clients bring many matters and most bring one; attorneys carry different loads; the firm grows, so more was
 * opened lately than three years ago. `clients` must be in the order in which they were created: the first matter of
 * each is opened soon after it.
 */
export function generateMatters(
  work: Work,
  profile: FirmProfile,
  count: number,
  clients: readonly ContactRow[],
  users: readonly UserRow[],
  { practiceAreas, matterStages }: Settings,
  random: Random,
): MatterRow[] {
  const areas = Object.entries(profile.practice);
  const areaChoice = new WeightedChoice(areas.map(([, weight]) => weight));
  const attorneys = users.filter(({ attorney }) => attorney);
  const attorneyChoice = new WeightedChoice(attorneys.map(({ load }) => load));
  const staff = users.filter(({ attorney }) => !attorney);
  const clientChoice = new WeightedChoice(clients.map(() => random.pareto(1.15)));

  const openings = Array.from({ length: count }, (_, index) => {
    // Every client has at least one matter while there are enough of them; the rest go to the clients who come back.
    const client = clients[index] ?? clients[clientChoice.draw(random)];
    if (!client) throw new Error('generateMatters: expected at least one client, got none');
    const created = work.firm.zone.dayOf(client.createdAt);
    const from = Math.max(work.firstDay, created);
    const to = index < clients.length ? Math.min(from + 20, work.today) : work.today;
    return { client, openDay: work.workday(from, Math.max(from, to), random) };
  }).sort((left, right) => left.openDay - right.openDay);

  return openings.map(({ client, openDay }, index): MatterRow => {
    const area = areaChoice.draw(random);
    const practice = practiceCatalogue[areas[area]?.[0] ?? ''];
    if (!practice) throw new Error(`Expected practice area ${areas[area]?.[0]} in the catalogue`);
    const responsible = attorneyAt(openDay, attorneys, attorneyChoice, random);
    const life = lifeOf(work, practice, openDay, random);
    const createdAt = work.instant(openDay, random);
    const description = describe(practice, client, random);
    const practiceArea = random.chance(0.03) ? null : (practiceAreas[area] ?? null);
    const stage = life.status === 'Closed' ? stageNames.length - 1 : random.between(-1, 3);
    return {
      firm: work.firm,
      id: 0,
      version: 1,
      createdAt,
      updatedAt: life.closeDay === null ? createdAt : Math.max(createdAt, work.instant(life.closeDay, random)),
      overrides: undefined,
      number: index + 1,
      client,
      description,
      practiceArea,
      stage: practiceArea && stage >= 0 ? (matterStages[area * stageNames.length + stage] ?? null) : null,
      ...life,
      openDay,
      lastActivityDay: null,
      responsible: random.chance(0.02) ? null : responsible,
      originating: random.chance(0.1) ? null : random.chance(0.5) ? responsible : (attorneys[0] ?? null),
      staff: staff.length > 0 && random.chance(0.7) ? random.pick(staff) : null,
      billable: !random.chance(0.03),
      billingMethod: billingMethod(practice, random),
      clientReference: random.chance(0.15) ? `PO-${random.between(1000, 99_999)}` : null,
      location: random.chance(0.3) ? client.city : null,
      // The retainer that was agreed; what is in trust follows once payments are booked.
      trustCents: random.chance(0.35) ? random.between(1, 80) * 25_000 : 0,
      customValues: undefined,
      flatFeeCents: random.between(practice.flatFee[0] / 50, practice.flatFee[1] / 50) * 5000,
    };
  });
}

/** Whoever takes a new matter on is still with the firm that day; some leave later and the matter keeps their name. */
function attorneyAt(
  day: number,
  attorneys: readonly UserRow[],
  choice: WeightedChoice,
  random: Random,
): UserRow | null {
  for (let attempt = 0; attempt < 20; attempt++) {
    const attorney = attorneys[choice.draw(random)];
    if (attorney && (attorney.leftDay === null || attorney.leftDay >= day)) return attorney;
  }
  return attorneys[0] ?? null;
}

function lifeOf(
  work: Work,
  practice: Practice,
  openDay: number,
  random: Random,
): Pick<MatterRow, 'status' | 'pendingDay' | 'closeDay'> {
  const days = Math.round(practice.medianDays * Math.exp(random.normal() * 0.6));
  const closeDay = openDay + Math.max(5, days);
  if (closeDay <= work.today) return { status: 'Closed', pendingDay: null, closeDay };
  const pending = random.chance(openDay > work.today - 30 ? 0.4 : 0.05);
  return { status: pending ? 'Pending' : 'Open', pendingDay: pending ? openDay : null, closeDay: null };
}

function billingMethod({ billing }: Practice, random: Random): BillingMethod {
  const draw = random.next() * (billing.hourly + billing.flat + billing.contingency);
  if (draw < billing.hourly) return 'hourly';
  return draw < billing.hourly + billing.flat ? 'flat' : 'contingency';
}

function describe(practice: Practice, client: ContactRow, random: Random): string {
  return random
    .pick(practice.matters)
    .replace('{client}', client.companyName ?? client.lastName ?? '')
    .replace('{other}', random.pick(lastNames));
}
