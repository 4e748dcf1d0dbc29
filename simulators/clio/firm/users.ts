import { firstNames, lastNames } from './people-names.ts';
import type { UserRow } from './people-rows.ts';
import type { FirmProfile } from './profiles.ts';
import type { Random } from './random.ts';
import type { Work } from './work.ts';

/** The people of a firm: the owner first, then partners, associates and staff; a few have left. */
export function generateUsers(work: Work, profile: FirmProfile, count: number, random: Random): UserRow[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index): UserRow => {
    const owner = index === 0;
    const attorney = index < Math.ceil(count * 0.6);
    const partner = owner || index <= count * 0.2;
    const leftDay = owner || index % 7 !== 6 ? null : work.today - random.between(40, 700);
    const { firstName, lastName, email } = owner
      ? { ...profile.owner, email: address(profile.owner.firstName, profile.owner.lastName, profile.domain) }
      : newPerson(random, profile.domain, taken);
    taken.add(email);
    const createdAt = work.instant(work.firstDay - random.between(20, 110), random);
    return {
      firm: work.firm,
      id: 0,
      version: 1,
      createdAt,
      updatedAt: leftDay === null ? createdAt : work.instant(leftDay, random),
      overrides: undefined,
      firstName,
      lastName,
      email,
      phone: random.chance(0.8) ? `${profile.phone.slice(0, -3)}${random.between(100, 999)}` : null,
      attorney,
      leftDay,
      owner,
      jobTitle: jobTitle(attorney, partner, index, count, random),
      roles: owner ? ['admin', 'accounts', 'billing', 'reports'] : partner ? ['billing', 'reports'] : [],
      rateCents: rate(profile.topRateCents, attorney, partner, random),
      load: (attorney ? random.pareto(1.7) : 0.35 + random.next() * 0.5) * (partner ? 0.8 : 1),
    };
  });
}

function newPerson(random: Random, domain: string, taken: ReadonlySet<string>) {
  for (;;) {
    const firstName = random.pick(firstNames);
    const lastName = random.pick(lastNames);
    const email = address(firstName, lastName, domain);
    if (!taken.has(email)) return { firstName, lastName, email };
  }
}

/** `genevieve.tremblay@firm.example`: letters with marks lose them, as mail systems mostly want. */
export function address(firstName: string, lastName: string, domain: string): string {
  const plain = `${firstName}.${lastName}`
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^a-z0-9.-]/g, '')
    .replace(/\.{2,}/g, '.');
  return `${plain}@${domain}`;
}

function jobTitle(attorney: boolean, partner: boolean, index: number, count: number, random: Random): string {
  if (partner) return 'Partner';
  if (attorney) return random.chance(0.4) ? 'Senior Associate' : 'Associate';
  return index === count - 1 ? 'Office Manager' : random.pick(['Paralegal', 'Paralegal', 'Legal Assistant']);
}

/** Rates are in steps of five units of money, so that tenths of an hour never leave a fraction of a cent. */
function rate(topRateCents: number, attorney: boolean, partner: boolean, random: Random): number {
  const share = partner
    ? 0.85 + random.next() * 0.15
    : attorney
      ? 0.5 + random.next() * 0.25
      : 0.3 + random.next() * 0.1;
  return Math.round((topRateCents * share) / 500) * 500;
}
