import { randomBytes } from 'node:crypto';

/** Every kind of id and its prefix, so that a log line says what it is about. */
export const idPrefix = {
  user: 'usr',
  membership: 'mem',
  session: 'ses',
  apiKey: 'key',
  firm: 'frm',
  firmSubscription: 'fsb',
  plan: 'pln',
  clioConnection: 'con',
  syncJob: 'job',
  syncError: 'ser',
  matter: 'mat',
  contact: 'cnt',
  activity: 'act',
  bill: 'bil',
  lineItem: 'lin',
  timekeeper: 'tkp',
  practiceArea: 'pra',
  matterStage: 'mst',
  group: 'grp',
  relationship: 'rel',
  task: 'tsk',
  calendarEntry: 'cal',
  note: 'not',
  communication: 'com',
  folder: 'fld',
  document: 'doc',
  customField: 'cfd',
  allocation: 'alc',
  creditMemo: 'crm',
  bankAccount: 'bka',
  bankTransaction: 'bkt',
  trustLineItem: 'tli',
  outstandingClientBalance: 'ocb',
  notification: 'ntf',
  delivery: 'dlv',
  event: 'evt',
} as const;

export type IdKind = keyof typeof idPrefix;
export type Id<Kind extends IdKind> = string & { readonly __kind: Kind };
export type UserId = Id<'user'>;
export type FirmId = Id<'firm'>;
export type MembershipId = Id<'membership'>;
export type SyncJobId = Id<'syncJob'>;

/** Crockford's base 32 in lower case: no letter that a person could mistake for a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const encodedLength = 26;
const idPattern = /^([a-z]{3})_([0-9a-hjkmnp-tv-z]{26})$/;

/** A new id: 48 bits of milliseconds, then randomness, laid out as a UUID version 7, so ids sort by creation time. */
export function newId<Kind extends IdKind>(kind: Kind, now = Date.now()): Id<Kind> {
  return encodeUuid(kind, uuidV7(now));
}

/** Writes a row's UUID as the opaque, prefixed id that clients see. */
export function encodeUuid<Kind extends IdKind>(kind: Kind, uuid: string): Id<Kind> {
  let value = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let text = '';
  for (let i = 0; i < encodedLength; i++) {
    text = alphabet[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return `${idPrefix[kind]}_${text}` as Id<Kind>;
}

/** The UUID inside an id of this kind, or undefined when the text is no such id. */
export function decodeUuid(kind: IdKind, id: string): string | undefined {
  const match = idPattern.exec(id);
  if (!match || match[1] !== idPrefix[kind]) return undefined;
  let value = 0n;
  for (const letter of match[2] ?? '') value = (value << 5n) | BigInt(alphabet.indexOf(letter));
  if (value >> 128n) return undefined;
  const hex = value.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether the text has the form of an id of this kind; says nothing about existence. */
export function isId<Kind extends IdKind>(kind: Kind, text: string): text is Id<Kind> {
  return decodeUuid(kind, text) !== undefined;
}

/** An id of this kind from text that is already known to be one (a row, a verified token). */
export function asId<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> {
  if (!isId(kind, text))
    throw new TypeError(`expected an id that starts with ${idPrefix[kind]}_, got "${text.slice(0, 40)}"`);
  return text;
}

function uuidV7(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
