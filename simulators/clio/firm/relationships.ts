import type { ContactRow } from './people-rows.ts';
import type { Random } from './random.ts';
import type { Work } from './work.ts';
import type { MatterRow, RelationshipRow } from './work-rows.ts';

const roles = ['Opposing counsel', 'Opposing party', 'Expert witness', 'Adjuster', 'Spouse', 'Accountant', 'Mediator'];

/** Who else is part of a matter: a third of the matters have one or two people beside the client. */
export function generateRelationships(
  work: Work,
  matters: readonly MatterRow[],
  contacts: readonly ContactRow[],
  random: Random,
): RelationshipRow[] {
  const relationships: RelationshipRow[] = [];
  for (const matter of matters) {
    const count = random.chance(0.33) ? random.between(1, 2) : 0;
    const known = new Set([matter.client]);
    for (let i = 0; i < count; i++) {
      const contact = random.pick(contacts);
      if (known.has(contact)) continue;
      known.add(contact);
      const day = random.between(matter.openDay, Math.min(matter.openDay + 30, work.today));
      const createdAt = Math.max(matter.createdAt, contact.createdAt, work.instant(day, random));
      relationships.push({
        firm: work.firm,
        id: 0,
        version: 1,
        createdAt,
        updatedAt: createdAt,
        overrides: undefined,
        matter,
        contact,
        description: random.chance(0.9) ? random.pick(roles) : null,
      });
    }
  }
  return relationships;
}
