import type { Random } from './random.ts';

/** A kind of document: how it is called and what it is. */
export interface Paper {
  name: string;
  /** A media type. */
  contentType: string;
}

export const folderNames = [
  'Correspondence',
  'Pleadings',
  'Discovery',
  'Agreements',
  'Evidence',
  'Research',
  'Billing',
  'Client documents',
] as const;

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const papers: readonly Paper[] = [
  { name: 'Engagement letter.pdf', contentType: 'application/pdf' },
  { name: 'Complaint.pdf', contentType: 'application/pdf' },
  { name: 'Answer and defenses.docx', contentType: word },
  { name: 'Motion to dismiss.docx', contentType: word },
  { name: 'Settlement agreement – draft.docx', contentType: word },
  { name: 'Medical records.pdf', contentType: 'application/pdf' },
  { name: 'Purchase contract (signed).pdf', contentType: 'application/pdf' },
  { name: 'Damages calculation.xlsx', contentType: sheet },
  { name: 'Telephone notes.txt', contentType: 'text/plain' },
  { name: 'Photograph of the scene.jpg', contentType: 'image/jpeg' },
  { name: 'Deposition.mp4', contentType: 'video/mp4' },
  { name: 'Letter to opposing counsel.pdf', contentType: 'application/pdf' },
];

export function paperFor(random: Random): Paper {
  return random.pick(papers);
}
