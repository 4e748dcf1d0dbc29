import type { SyncEntityType } from '@smarterfirms/platform/messages';
import { type TestFirm, usualEntities } from './test-firm.ts';

/** What differs between the copy and Clio, entity by entity: ids that are missing, too many, or say something else. */
export async function differences(
  firm: TestFirm,
  entities: readonly SyncEntityType[] = usualEntities,
): Promise<string[]> {
  const found: string[] = [];
  for (const entity of entities) {
    const [copy, truth] = [await firm.copy(entity), await firm.truth(entity)];
    if (truth.size === 0) found.push(`${entity}: the simulator holds none, so nothing is compared`);
    for (const [id, record] of truth) {
      if (!copy.has(id)) found.push(`${entity} ${id} is missing`);
      else if (sorted(withoutReadersRate(copy.get(id))) !== sorted(withoutReadersRate(record)))
        found.push(`${entity} ${id} differs`);
    }
    for (const id of copy.keys()) if (!truth.has(id)) found.push(`${entity} ${id} is not in Clio`);
  }
  return found.slice(0, 20);
}

/** A rate that is nobody's own is that of whoever asks: it differs by reader, so only where there is one is compared. */
function withoutReadersRate(record: unknown): unknown {
  const { rate, ...rest } = record as { rate?: { type?: string } | null };
  return !rate || rate.type === 'User' ? rest : record;
}

/** jsonb keeps no order of keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
