import { decodeUuid, type IdKind } from '@smarterfirms/platform/ids';

/** The row of an id as clients send it. Malformed, unknown and foreign ids all give null. */
export async function byPublicId<Row>(
  kind: IdKind,
  id: unknown,
  loader: { load: (uuid: string) => Promise<Row | null> },
): Promise<Row | null> {
  const uuid = typeof id === 'string' ? decodeUuid(kind, id) : undefined;
  return uuid ? loader.load(uuid) : null;
}
