import type { FirmProfile } from './profiles.ts';

/** Enough that many people can sign up on one machine, each with a Clio account that nobody has connected yet. */
const names: readonly [name: string, domain: string, firstName: string, lastName: string][] = [
  ['Whitfield Moreno PLLC', 'whitfieldmoreno.example', 'Cassandra', 'Whitfield'],
  ['Lindqvist & Hale', 'lindqvisthale.example', 'Erik', 'Lindqvist'],
  ['Delacroix Injury Law', 'delacroixinjury.example', 'Simone', 'Delacroix'],
  ['Pembroke Tax Counsel', 'pembroketax.example', 'Arthur', 'Pembroke'],
  ['Castellanos Immigration Group', 'castellanos.example', 'Rosa', 'Castellanos'],
  ['Thornbury Estate Planning', 'thornbury.example', 'Helen', 'Thornbury'],
  ['Abara Employment Law', 'abaralaw.example', 'Chidi', 'Abara'],
  ['Sorensen Walsh LLP', 'sorensenwalsh.example', 'Karin', 'Sorensen'],
  ['Kettering Real Estate Counsel', 'kettering.example', 'Joel', 'Kettering'],
  ['Matsuda Business Law', 'matsudalaw.example', 'Naomi', 'Matsuda'],
  ['Fairbanks & Ortiz', 'fairbanksortiz.example', 'Lucia', 'Ortiz'],
  ['Hollis Trial Attorneys', 'hollistrial.example', 'Gregory', 'Hollis'],
  ['Novak Family Law', 'novakfamily.example', 'Petra', 'Novak'],
  ['Redfern Kaplan LLP', 'redfernkaplan.example', 'David', 'Kaplan'],
  ['Amankwah Legal', 'amankwah.example', 'Kofi', 'Amankwah'],
  ['Larkspur Law Group', 'larkspurlaw.example', 'June', 'Larkspur'],
  ['Beaumont & Fitch', 'beaumontfitch.example', 'Theodore', 'Beaumont'],
  ['Quintero Defense', 'quinterodefense.example', 'Elena', 'Quintero'],
  ['Ostrander & Bell', 'ostranderbell.example', 'Miriam', 'Ostrander'],
  ['Vasquez Water Law', 'vasquezwater.example', 'Hector', 'Vasquez'],
  ['Ingram Appellate Counsel', 'ingramappellate.example', 'Beatrice', 'Ingram'],
  ['Okafor & Stein', 'okaforstein.example', 'Daniel', 'Stein'],
  ['Trevino Probate Law', 'trevinoprobate.example', 'Graciela', 'Trevino'],
  ['Halvorsen Construction Law', 'halvorsenlaw.example', 'Leif', 'Halvorsen'],
];

const practices: readonly FirmProfile['practice'][] = [
  { Litigation: 40, Employment: 35, 'Personal Injury': 25 },
  { 'Estate Planning': 55, 'Real Estate': 45 },
  { 'Business & Corporate': 50, 'Real Estate': 30, Employment: 20 },
  { 'Family Law': 60, Immigration: 40 },
];

/** Further firms of one region, each with a range of ids of its own from `firstNumber` on. */
export function furtherFirms(like: FirmProfile, firstNumber: number): FirmProfile[] {
  return names.map(([name, domain, firstName, lastName], index) => ({
    ...like,
    number: firstNumber + index,
    name,
    domain,
    owner: { firstName, lastName },
    street: `${100 + index * 37} Commerce Street`,
    phone: `510-555-${String(120 + index).padStart(4, '0')}`,
    topRateCents: 30_000 + ((index * 7) % 11) * 2_000,
    practice: practices[index % practices.length] ?? like.practice,
  }));
}
