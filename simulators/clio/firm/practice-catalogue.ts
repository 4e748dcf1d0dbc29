import type { BillingMethod } from './work-rows.ts';

export interface Practice {
  code: string;
  /** Clio's category. */
  category: string;
  /** Chances of each way to bill. */
  billing: Readonly<Record<BillingMethod, number>>;
  /** How much work a matter of this kind makes, relative to the others. */
  workload: number;
  /** Median days a matter stays open. */
  medianDays: number;
  flatFee: readonly [least: number, most: number];
  /** `{client}` and `{other}` stand for the parties' short names. */
  matters: readonly string[];
  /** Papers the work is about. */
  papers: readonly string[];
}

export const practiceCatalogue: Readonly<Record<string, Practice>> = {
  Litigation: {
    code: 'LIT',
    category: 'civil_litigation',
    billing: { hourly: 94, flat: 2, contingency: 4 },
    workload: 2.4,
    medianDays: 420,
    flatFee: [2500, 6000],
    matters: [
      '{client} v. {other} — breach of contract',
      '{other} v. {client} — defense, construction defect',
      '{client} v. {other} — partnership dissolution',
      '{client} adv. {other} (insurance coverage)',
      'Appeal from judgment, {other} v. {client}',
      '{client} — commercial lease dispute',
    ],
    papers: [
      'motion to compel',
      'second amended complaint',
      'responses to special interrogatories',
      'opposition to motion for summary judgment',
      'deposition outline',
      'privilege log',
      'joint case management statement',
      'subpoena duces tecum',
    ],
  },
  Employment: {
    code: 'EMP',
    category: 'employment_and_labor',
    billing: { hourly: 72, flat: 10, contingency: 18 },
    workload: 1.4,
    medianDays: 260,
    flatFee: [1200, 3500],
    matters: [
      '{client} — wrongful termination',
      '{client} — wage and hour claim',
      '{client} v. {other} — discrimination',
      'Employee handbook review, {client}',
      'Severance negotiation, {client}',
      '{client} — non-compete advice',
    ],
    papers: [
      'position statement',
      'severance agreement',
      'demand letter',
      'personnel file',
      'mediation brief',
      'handbook policies',
    ],
  },
  'Real Estate': {
    code: 'RE',
    category: 'real_estate',
    billing: { hourly: 55, flat: 45, contingency: 0 },
    workload: 0.7,
    medianDays: 85,
    flatFee: [850, 2800],
    matters: [
      'Purchase — {client} from {other}',
      'Sale — {client} to {other}',
      '{client} — easement dispute',
      'Commercial lease, {client}',
      'Refinance, {client}',
      '{client} — boundary with {other}',
    ],
    papers: ['purchase agreement', 'title report', 'closing statement', 'lease amendment', 'deed', 'survey'],
  },
  'Business & Corporate': {
    code: 'BUS',
    category: 'business_formation_and_compliance',
    billing: { hourly: 74, flat: 26, contingency: 0 },
    workload: 1.1,
    medianDays: 210,
    flatFee: [950, 4800],
    matters: [
      'Formation of {client}',
      '{client} — general counsel',
      'Acquisition of {other} by {client}',
      '{client} — shareholder agreement',
      '{client} — annual filings and minutes',
      'Supply agreement, {client} and {other}',
    ],
    papers: [
      'operating agreement',
      'share purchase agreement',
      'board resolutions',
      'disclosure schedules',
      'term sheet',
      'due diligence list',
    ],
  },
  'Estate Planning': {
    code: 'EST',
    category: 'wills_and_estates',
    billing: { hourly: 38, flat: 62, contingency: 0 },
    workload: 0.6,
    medianDays: 120,
    flatFee: [900, 3600],
    matters: [
      'Estate plan, {client}',
      'Probate — Estate of {other}',
      '{client} — revocable trust',
      'Trust administration, {client}',
      'Guardianship of {other}',
    ],
    papers: [
      'pour-over will',
      'trust instrument',
      'advance directive',
      'inventory and appraisal',
      'petition for probate',
    ],
  },
  'Personal Injury': {
    code: 'PI',
    category: 'personal_injury',
    billing: { hourly: 8, flat: 0, contingency: 92 },
    workload: 1.2,
    medianDays: 480,
    flatFee: [1500, 3000],
    matters: [
      '{client} — motor vehicle accident',
      '{client} v. {other} — premises liability',
      '{client} — bicycle collision',
      '{client} — dog bite',
    ],
    papers: [
      'medical chronology',
      'demand package',
      'lien reduction letter',
      'police report',
      'settlement release',
      'expert disclosure',
    ],
  },
  'Family Law': {
    code: 'FAM',
    category: 'family',
    billing: { hourly: 86, flat: 14, contingency: 0 },
    workload: 1.3,
    medianDays: 290,
    flatFee: [1100, 3200],
    matters: [
      'Marriage of {client} and {other}',
      '{client} — custody modification',
      '{client} — child support',
      'Prenuptial agreement, {client} and {other}',
      'Adoption by {client}',
      '{client} — protective order',
    ],
    papers: [
      'parenting plan',
      'financial affidavit',
      'petition for dissolution',
      'temporary orders',
      'settlement conference statement',
      'qualified domestic relations order',
    ],
  },
  Immigration: {
    code: 'IMM',
    category: 'immigration',
    billing: { hourly: 18, flat: 82, contingency: 0 },
    workload: 0.5,
    medianDays: 240,
    flatFee: [1400, 5200],
    matters: [
      '{client} — family petition for {other}',
      '{client} — work permit',
      '{client} — naturalization',
      '{client} — removal defense',
    ],
    papers: [
      'supporting declaration',
      'petition packet',
      'response to request for evidence',
      'country conditions exhibit',
      'interview preparation notes',
    ],
  },
};
