import type { BankTransactionRow } from './money-rows.ts';
import type { MatterRow } from './work-rows.ts';

/** A movement on a bank account, before it is booked. */
export type Posting = Pick<
  BankTransactionRow,
  | 'account'
  | 'amountCents'
  | 'matter'
  | 'client'
  | 'bill'
  | 'allocation'
  | 'transactionType'
  | 'description'
  | 'payerPayee'
  | 'confirmation'
> & {
  /** Epoch seconds. */
  at: number;
};

/**
 * Books a movement: the account's balance and, on a trust account, what the matter has in trust follow from it and from
 * nothing else. The row has no id yet.
 *
 * Throws when a matter would owe the trust account money: nobody may spend another client's.
 */
export function post({ at, ...posting }: Posting): BankTransactionRow {
  const { account, matter, amountCents } = posting;
  if (account.type === 'Trust' && matter) {
    if (matter.trustCents + amountCents < 0) {
      throw new Error(
        `Matter ${matter.number} has ${matter.trustCents} cents in trust, ${-amountCents} were to go out`,
      );
    }
    matter.trustCents += amountCents;
  }
  account.balanceCents += amountCents;
  return {
    firm: account.firm,
    id: 0,
    version: 1,
    createdAt: at,
    updatedAt: at,
    overrides: undefined,
    day: account.firm.zone.dayOf(at),
    balanceCents: account.balanceCents,
    ...posting,
  };
}

/** Who brings or gets the money of a matter. */
export function payerOf({ client }: MatterRow): string {
  return client.companyName ?? `${client.firstName} ${client.lastName}`;
}
