import type { DomainEvent } from '@smarterfirms/platform/events';
import type { Transaction } from '../database.ts';

/** Puts an event into the outbox, in the transaction of the change that it tells of. */
export async function insertEvent(transaction: Transaction, event: DomainEvent): Promise<void> {
  await transaction.outbox.createMany({ data: [{ id: event.id, event }] });
}
