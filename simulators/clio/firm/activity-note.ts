import { practiceCatalogue } from './practice-catalogue.ts';
import { mix32 } from './random.ts';
import type { ActivityRow } from './work-rows.ts';

const verbs = [
  'Draft',
  'Revise',
  'Review and comment on',
  'Finalize and file',
  'Prepare for hearing on',
  'Research issues for',
  'Review opposing counsel’s changes to',
  'Confer with client regarding',
  'Telephone call with opposing counsel regarding',
  'Email to client with',
];
const endings = [
  '',
  '',
  '; forward to client for signature',
  '; update file',
  ' (0.3 no charge)',
  '; follow-up email to R. Alvarez re: deadlines',
  '; calendar response date',
  ' – second turn',
  '; telephone conference with client (left message)',
  ' per judge’s standing order §4(b)',
];
const whole = [
  'Initial consultation with client; review intake documents',
  'Attend case management conference',
  'Travel to and from courthouse',
  'Prepare exhibits & organize binder “A–F”',
  'Review correspondence; diary follow-up ✓',
  'Strategy meeting with team\nNext steps: expert, timeline, budget',
];
const costs = [
  'Filing fee',
  'Certified copies',
  'Courier to courthouse',
  'Deposition transcript, volume II',
  'Mileage to site visit',
  'Postage and handling',
  'Online research',
  'Service of process',
  'Parking — courthouse garage',
  'Expert retainer, first instalment',
];

/** The text of an activity, the same each time it is asked for. Kept as a number because a firm has half a million. */
export function activityNote({ type, noteSeed, matter, flatRate }: ActivityRow): string | null {
  const chosen = mix32(noteSeed);
  if (chosen % 41 === 0) return null;
  if (type === 'FixedFee') return 'Fixed fee as agreed';
  if (type !== 'TimeEntry') return choose(costs, chosen >>> 8);
  if (flatRate) return 'Flat fee for services as agreed';
  if (chosen % 9 === 0) return choose(whole, chosen >>> 8);
  const papers = practiceCatalogue[matter?.practiceArea?.name ?? '']?.papers ?? [
    'correspondence',
    'engagement letter',
    'file memorandum',
  ];
  return `${choose(verbs, chosen >>> 4)} ${choose(papers, chosen >>> 12)}${choose(endings, chosen >>> 20)}`;
}

function choose(texts: readonly string[], number: number): string {
  return texts[number % texts.length] ?? '';
}
