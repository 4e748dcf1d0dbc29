import type { RegionName } from '../region.ts';

export type CountryCode = 'US' | 'CA' | 'GB' | 'AU';

/** What is decided about a firm by hand; everything else about it is generated. */
export interface FirmProfile {
  /** Sets the range its ids come from, so it must stay as it is once given. */
  number: number;
  region: RegionName;
  name: string;
  domain: string;
  owner: { firstName: string; lastName: string };
  country: CountryCode;
  zone: string;
  zoneTitle: string;
  locale: string;
  street: string;
  city: string;
  province: string;
  postalCode: string;
  phone: string;
  currency: { code: string; sign: string };
  /** Percent. */
  taxRate: number;
  /** The owner's hourly rate; the others follow from it. */
  topRateCents: number;
  /** Practice areas by weight, from `practiceCatalogue`. */
  practice: Readonly<Record<string, number>>;
}

export const firmProfiles: readonly [FirmProfile, ...FirmProfile[]] = [
  {
    number: 1,
    region: 'us',
    name: 'Hartwell & Lowe LLP',
    domain: 'hartwell-lowe.example',
    owner: { firstName: 'Margaret', lastName: 'Hartwell' },
    country: 'US',
    zone: 'America/Los_Angeles',
    zoneTitle: 'Pacific Time (US & Canada)',
    locale: 'en',
    street: '1200 Harbor View Plaza, Suite 900',
    city: 'Oakland',
    province: 'CA',
    postalCode: '94607',
    phone: '510-555-0100',
    currency: { code: 'USD', sign: '$' },
    taxRate: 0,
    topRateCents: 52_500,
    practice: {
      Litigation: 26,
      Employment: 16,
      'Real Estate': 15,
      'Business & Corporate': 17,
      'Estate Planning': 14,
      'Personal Injury': 12,
    },
  },
  {
    number: 2,
    region: 'us',
    name: 'Okafor Reyes Family Law',
    domain: 'okaforreyes.example',
    owner: { firstName: 'Adaeze', lastName: 'Okafor' },
    country: 'US',
    zone: 'America/Chicago',
    zoneTitle: 'Central Time (US & Canada)',
    locale: 'en',
    street: '418 Mercer Street',
    city: 'Austin',
    province: 'TX',
    postalCode: '78702',
    phone: '512-555-0117',
    currency: { code: 'USD', sign: '$' },
    taxRate: 0,
    topRateCents: 39_500,
    practice: { 'Family Law': 70, 'Estate Planning': 18, Immigration: 12 },
  },
  {
    number: 3,
    region: 'ca',
    name: 'Tremblay Côté Singh s.r.l.',
    domain: 'tremblaycotesingh.example',
    owner: { firstName: 'Geneviève', lastName: 'Tremblay' },
    country: 'CA',
    zone: 'America/Toronto',
    zoneTitle: 'Eastern Time (US & Canada)',
    locale: 'en-CA',
    street: '77 Wellington Street West, 14th floor',
    city: 'Toronto',
    province: 'ON',
    postalCode: 'M5J 2S1',
    phone: '416-555-0182',
    currency: { code: 'CAD', sign: '$' },
    taxRate: 13,
    topRateCents: 48_000,
    practice: { 'Business & Corporate': 34, 'Real Estate': 26, Employment: 22, Immigration: 18 },
  },
  {
    number: 4,
    region: 'eu',
    name: 'Ashdown & Pryce Solicitors',
    domain: 'ashdownpryce.example',
    owner: { firstName: 'Imogen', lastName: 'Ashdown' },
    country: 'GB',
    zone: 'Europe/London',
    zoneTitle: 'London',
    locale: 'en-GB',
    street: '9 Tanner Row',
    city: 'Leeds',
    province: 'West Yorkshire',
    postalCode: 'LS1 4AB',
    phone: '+44 113 496 0142',
    currency: { code: 'GBP', sign: '£' },
    taxRate: 20,
    topRateCents: 31_000,
    practice: { 'Real Estate': 36, 'Family Law': 26, 'Estate Planning': 22, Employment: 16 },
  },
  {
    number: 5,
    region: 'au',
    name: 'Barrington Nguyễn Lawyers',
    domain: 'barringtonnguyen.example',
    owner: { firstName: 'Linh', lastName: 'Nguyễn' },
    country: 'AU',
    zone: 'Australia/Sydney',
    zoneTitle: 'Sydney',
    locale: 'en-AU',
    street: 'Level 6, 210 Macquarie Street',
    city: 'Sydney',
    province: 'NSW',
    postalCode: '2000',
    phone: '+61 2 5550 0136',
    currency: { code: 'AUD', sign: '$' },
    taxRate: 10,
    topRateCents: 46_000,
    practice: { Litigation: 30, 'Personal Injury': 30, 'Business & Corporate': 22, 'Real Estate': 18 },
  },
];
