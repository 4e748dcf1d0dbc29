import type { FirmId, UserId } from './ids.ts';

interface RawStatements {
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
}

interface Transacting<Transaction> {
  $transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/** The rows that a Prisma transaction may see: a firm's, a user's own, or both. */
export interface RowOwner {
  firmId?: FirmId | undefined;
  userId?: UserId | undefined;
}

/** Like `inFirm` of postgres.ts for a Prisma client: row level security is told whose rows the transaction is about. */
export function asOwner<Transaction extends RawStatements, Result>(
  client: Transacting<Transaction>,
  { firmId, userId }: RowOwner,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return client.$transaction(async (transaction) => {
    await transaction.$executeRaw`select set_config('app.firm_id', ${firmId ?? ''}, true), set_config('app.user_id', ${userId ?? ''}, true)`;
    return work(transaction);
  });
}
