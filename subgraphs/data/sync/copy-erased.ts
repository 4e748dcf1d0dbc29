import type { FirmId } from '@smarterfirms/platform/ids';
import type { Connection } from '@smarterfirms/platform/postgres';

/** The firm has no copy (never synced, or erased): there is nothing that a single record could be added to. */
export class CopyErased extends Error {
  override readonly name = 'CopyErased';
  readonly retry = false;

  constructor(firmId: string) {
    super(`the copy of ${firmId} was erased or never begun`);
  }
}

/**
 * Keeps the firm's copy from being erased until the transaction ends. Erasing deletes the checkpoints first: it waits for
 * this lock, or this finds none of them. Walks are not disturbed, they change no key.
 *
 * @throws CopyErased
 */
export async function holdCopy(connection: Connection, firmId: FirmId): Promise<void> {
  const { rowCount } = await connection.query('select from sync_checkpoint where firm_id = $1 limit 1 for key share', [
    firmId,
  ]);
  if (rowCount === 0) throw new CopyErased(firmId);
}
