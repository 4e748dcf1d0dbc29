import { newEvent } from '@smarterfirms/platform/events';
import { asOwner } from '@smarterfirms/platform/firm-transaction';
import { badInput, graphError } from '@smarterfirms/platform/graph-error';
import { newId, type UserId } from '@smarterfirms/platform/ids';
import type { AccountsContext } from '../context.ts';
import { insertEvent } from '../outbox/outbox-records.ts';
import { insertTrial } from '../subscription/firm-subscription-records.ts';
import {
  claimFirmCreation,
  type FirmCreation,
  markFirmCreationGranted,
  parameterHashOf,
} from './firm-creation-records.ts';
import { checkDetails, type FirmDetailsCode, type Refusal } from './firm-details.ts';
import { insertFirmMember } from './firm-member-records.ts';
import { type FirmDetails, type FirmRow, insertFirm } from './firm-records.ts';
import { GrantError } from './grant-ownership.ts';

export type CreateFirmCode = FirmDetailsCode | 'IDEMPOTENCY_KEY_REUSED';
export type CreateFirmOutcome = { firm: FirmRow } | { refusal: Refusal<CreateFirmCode> };

const idempotencyKeyLengthMax = 200;

/**
 * Creates a firm with its trial, and makes the person its owner.
 *
 * The firm, the trial, the person's place in it, the event and the idempotency record are one transaction. Then auth grants
 * the membership, before the caller is answered, so that the next request already has a firm. A crash in between, or an
 * auth that is away, leaves a firm without its owner's membership: calling again with the same key finds the record, asks
 * auth again (granting twice changes nothing) and answers the same firm.
 *
 * Throws SERVICE_UNAVAILABLE when the membership could not be granted, and BAD_USER_INPUT for a key that is none.
 */
export async function createFirm(
  { idempotencyKey, ...given }: FirmDetails & { idempotencyKey: string },
  userId: UserId,
  context: AccountsContext,
): Promise<CreateFirmOutcome> {
  if (idempotencyKey.length < 1 || idempotencyKey.length > idempotencyKeyLengthMax) {
    throw badInput(`An idempotency key has 1 to ${idempotencyKeyLengthMax} characters, got ${idempotencyKey.length}.`);
  }
  if (/\p{Cc}/u.test(idempotencyKey)) throw badInput('An idempotency key has no control characters.');
  const checked = checkDetails(given);
  if ('refusal' in checked) return checked;

  const creation = await insertOnce({ userId, idempotencyKey, details: checked.value }, context);
  if (!creation) {
    return {
      refusal: {
        code: 'IDEMPOTENCY_KEY_REUSED',
        message: 'This idempotency key was used for another firm. Use a new key to create a further firm.',
        field: 'idempotencyKey',
      },
    };
  }

  if (!creation.granted) await grant(creation, { userId, idempotencyKey }, context);
  const firm = await context.firms.load(creation.firmId);
  if (!firm) throw new Error(`the firm ${creation.firmId} is not visible to the person who created it`);
  return { firm };
}

/** Writes the firm unless this key already did. Undefined when the key stands for other parameters. */
async function insertOnce(
  { userId, idempotencyKey, details }: { userId: UserId; idempotencyKey: string; details: FirmDetails },
  { database, wakeOutbox }: AccountsContext,
): Promise<FirmCreation | undefined> {
  const firmId = newId('firm');
  const parameterHash = parameterHashOf(details);
  const creation = await asOwner(database, { firmId, userId }, async (transaction) => {
    const claimed = await claimFirmCreation(transaction, { userId, idempotencyKey, firmId, parameterHash });
    if (!claimed.isNew) return claimed;
    await insertFirm(transaction, firmId, details);
    const plan = await insertTrial(transaction, firmId);
    await insertFirmMember(transaction, firmId, userId);
    await insertEvent(transaction, newEvent('firm.created', { firmId, ...details, ownerUserId: userId }));
    const { code: planCode, syncIntervalMinutes } = plan;
    await insertEvent(transaction, newEvent('subscription.changed', { firmId, planCode, syncIntervalMinutes }));
    return claimed;
  });
  if (creation.isNew) wakeOutbox();
  return creation.parameterHash === parameterHash ? creation : undefined;
}

async function grant(
  { firmId }: FirmCreation,
  key: { userId: UserId; idempotencyKey: string },
  { database, grantOwnership, log }: AccountsContext,
): Promise<void> {
  try {
    await grantOwnership(firmId, key.userId);
  } catch (error) {
    if (!(error instanceof GrantError && error.retry)) throw error;
    log.warn({ err: error, firmId }, 'a firm waits for its owner: auth could not be reached');
    throw graphError(
      'SERVICE_UNAVAILABLE',
      'The firm is saved, but you could not be made its owner yet. Send the same request again in a moment.',
    );
  }
  await asOwner(database, { userId: key.userId }, (transaction) => markFirmCreationGranted(transaction, key));
}
