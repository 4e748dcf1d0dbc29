import { newEvent } from '@smarterfirms/platform/events';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import type { FirmId, UserId } from '@smarterfirms/platform/ids';
import type { AccountsContext } from '../context.ts';
import { insertEvent } from '../outbox/outbox-records.ts';
import { checkDetails, type FirmDetailsCode, type Refusal } from './firm-details.ts';
import { type FirmDetails, type FirmRow, updateFirmDetails } from './firm-records.ts';

export type UpdateFirmOutcome = { firm: FirmRow } | { refusal: Refusal<FirmDetailsCode> };

/** Changes what is given of the firm's details, and tells the other services of it in the same transaction. */
export async function updateFirm(
  changes: Partial<FirmDetails>,
  { firmId, userId }: { firmId: FirmId; userId: UserId },
  { database, wakeOutbox }: AccountsContext,
): Promise<UpdateFirmOutcome> {
  const checked = checkDetails(changes);
  if ('refusal' in checked) return checked;
  const firm = await asOwner(database, { firmId, userId }, async (transaction) => {
    const row = await updateFirmDetails(transaction, firmId, checked.value);
    const { name, timeZone, currency } = row;
    await insertEvent(transaction, newEvent('firm.updated', { firmId, name, timeZone, currency }));
    return row;
  });
  wakeOutbox();
  return { firm };
}
