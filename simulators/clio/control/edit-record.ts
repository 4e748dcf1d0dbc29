import { type Firm, type ResourceName, tableOf } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { resources } from '../resources/catalogue.ts';
import type { Relation } from '../resources/shape.ts';
import type { World } from '../world.ts';
import { Edit } from '../writes/edit.ts';

/** Set by the edit itself. */
const derived = ['id', 'etag', 'created_at', 'updated_at'];

/**
 * Edits a record of a firm as if someone at the firm had: its etag and `updated_at` change and webhooks are told. A patch has Clio's field
 * names and the types that reading them gives; a relation is `{"id": 1}` or null. What Clio would compute from an edited
 * field is not computed: patch it too.
 *
 * Returns a sentence when the patch cannot be applied; nothing was changed then.
 */
export function editRecord(
  world: World,
  firm: Firm,
  name: ResourceName,
  row: Row,
  patch: Readonly<Record<string, unknown>>,
): string | undefined {
  const { shape } = resources[name];
  const edits = new Map<string, unknown>();
  for (const [field, value] of Object.entries(patch)) {
    if (derived.includes(field)) return `${field} follows from the edit and cannot be set`;
    const relation = shape.relations.get(field);
    if (relation) {
      const related = relatedRecord(firm, relation, value);
      if (related === undefined) return `${field} must be null or {"id": …} of a record of this firm`;
      edits.set(field, related);
    } else if (shape.scalars.has(field) && value !== undefined) {
      edits.set(field, value);
    } else {
      return `${field} is not a field of ${shape.name}`;
    }
  }
  Edit.make(world, firm, undefined, (edit) => {
    edit.touch(name, row);
    row.overrides = new Map([...(row.overrides ?? []), ...edits]);
  });
  return undefined;
}

function relatedRecord(firm: Firm, { many, shape }: Relation, value: unknown): object | null | undefined {
  if (many) return undefined;
  if (value === null) return null;
  const id = typeof value === 'object' && 'id' in value ? value.id : undefined;
  if (typeof id !== 'number') return undefined;
  const related = shape();
  const resource = Object.values(resources).find((candidate) => candidate.shape === related);
  if (resource) return tableOf(firm, resource.name).find(id);
  return firm.jobTitles.find((item) => item.id === id);
}
