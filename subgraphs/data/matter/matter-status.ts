import { registerEnumType } from 'type-graphql';

export enum MatterStatus {
  OPEN = 'OPEN',
  PENDING = 'PENDING',
  CLOSED = 'CLOSED',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(MatterStatus, {
  name: 'MatterStatus',
  description: 'Status of a matter in Clio. UNKNOWN is one that Clio has added since.',
  valuesConfig: { UNKNOWN: { description: 'A status that this version does not know yet.' } },
});

/** As the copy stores them. */
export const storedStatus = { OPEN: 'open', PENDING: 'pending', CLOSED: 'closed' } as const;

/** Null stays null: hidden is not the same as unheard of. */
export function toMatterStatus(stored: string | null): MatterStatus | null {
  if (stored === null) return null;
  if (stored === storedStatus.OPEN) return MatterStatus.OPEN;
  if (stored === storedStatus.PENDING) return MatterStatus.PENDING;
  if (stored === storedStatus.CLOSED) return MatterStatus.CLOSED;
  return MatterStatus.UNKNOWN;
}
