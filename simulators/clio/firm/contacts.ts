import {
  companyEndings,
  companyNames,
  companyRoles,
  companyTrades,
  firstNames,
  lastNames,
  longCompanyName,
  places,
  prefixes,
  streetEndings,
  streets,
  vendorTrades,
} from './people-names.ts';
import type { ContactRow } from './people-rows.ts';
import type { CountryCode } from './profiles.ts';
import type { Random } from './random.ts';
import { address } from './users.ts';
import type { Work } from './work.ts';

export type ContactRole = 'client' | 'vendor' | 'other';

/** One contact, created on `day`. `companies` are those a person may work for. */
export function generateContact(
  work: Work,
  country: CountryCode,
  role: ContactRole,
  day: number,
  companies: readonly ContactRow[],
  random: Random,
): ContactRow {
  const isCompany = role === 'vendor' || random.chance(role === 'client' ? 0.3 : 0.2);
  const place = random.pick(places[country]);
  const createdAt = work.instant(day, random);
  const contact: ContactRow = {
    firm: work.firm,
    id: 0,
    version: 1,
    createdAt,
    updatedAt: random.chance(0.3) ? work.instant(random.between(day, work.today), random) : createdAt,
    overrides: undefined,
    company: null,
    isCompany,
    isClient: role === 'client',
    companyName: null,
    prefix: null,
    firstName: null,
    middleName: null,
    lastName: null,
    title: null,
    birthDay: null,
    email: null,
    secondEmail: null,
    phone: random.chance(0.85) ? phone(country, random) : null,
    secondPhone: random.chance(0.25) ? phone(country, random) : null,
    street: random.chance(0.9)
      ? `${random.between(1, 4800)} ${random.pick(streets)} ${random.pick(streetEndings[country])}`
      : null,
    city: place.city,
    province: place.province,
    postalCode: postalCode(place.postalPattern, random),
    customValues: undefined,
  };
  if (contact.updatedAt < createdAt) contact.updatedAt = createdAt;
  if (isCompany) asCompany(contact, country, role, random);
  else asPerson(contact, companies, random);
  return contact;
}

function asCompany(contact: ContactRow, country: CountryCode, role: ContactRole, random: Random): void {
  const word = random.pick(companyNames);
  const trade = random.pick(role === 'vendor' ? vendorTrades : companyTrades);
  contact.companyName = random.chance(0.004)
    ? longCompanyName
    : `${word}${random.chance(0.15) ? ` & ${random.pick(lastNames)}` : ''} ${trade} ${random.pick(companyEndings[country])}`;
  if (random.chance(0.8)) contact.email = `office@${domain(`${word}${trade.split(' ')[0]}`)}.example`;
}

function asPerson(contact: ContactRow, companies: readonly ContactRow[], random: Random): void {
  const firstName = random.pick(firstNames);
  const lastName = random.pick(lastNames);
  contact.firstName = firstName;
  contact.lastName = lastName;
  if (random.chance(0.2)) contact.middleName = random.pick(firstNames);
  if (random.chance(0.25)) contact.prefix = random.pick(prefixes);
  if (random.chance(0.3)) contact.birthDay = random.between(-12_000, 13_000);
  if (random.chance(0.85)) contact.email = address(firstName, lastName, 'mail.example');
  if (random.chance(0.12)) contact.secondEmail = address(lastName, firstName, 'post.example');
  if (companies.length > 0 && random.chance(0.2)) {
    contact.company = random.pick(companies);
    contact.title = random.pick(companyRoles);
  }
}

function domain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Numbers from the ranges that are kept free for fiction. */
function phone(country: CountryCode, random: Random): string {
  const last = String(random.between(100, 199));
  if (country === 'GB') return `+44 113 496 0${last}`;
  if (country === 'AU') return `+61 2 5550 0${last}`;
  return `${random.pick(['510', '415', '512', '416', '613'])}-555-0${last}`;
}

function postalCode(pattern: string, random: Random): string {
  return pattern.replace(/[#@]/g, (mark) =>
    mark === '#' ? String(random.between(0, 9)) : random.pick([...'ABDEFGHJLN']),
  );
}
