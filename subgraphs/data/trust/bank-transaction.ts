import { Money, money } from '@smarterfirms/platform/graph-money';
import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A movement on a bank account.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["trust:read"]])')
@Public()
export class BankTransaction {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => DateScalar, { nullable: true })
  date!: Date | null;

  @Field(() => Money, { nullable: true })
  amount!: Money | null;

  @Field(() => Money, { nullable: true })
  fundsIn!: Money | null;

  @Field(() => Money, { nullable: true })
  fundsOut!: Money | null;

  @Field(() => Money, { nullable: true, description: 'Balance of the account after it.' })
  accountBalance!: Money | null;

  @Field(() => String, { nullable: true })
  transactionType!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the cheque or confirmation.' })
  confirmation!: string | null;

  @Field(() => String, { nullable: true, description: 'Who paid or was paid.' })
  source!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  bankAccountClioId!: string | null;
  matterClioId!: string | null;
  clientClioId!: string | null;
  billClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface BankTransactionRow
  extends Omit<BankTransaction, 'amount' | 'fundsIn' | 'fundsOut' | 'accountBalance' | 'updatedAt'> {
  amountMinor: bigint | null;
  fundsInMinor: bigint | null;
  fundsOutMinor: bigint | null;
  accountBalanceMinor: bigint | null;
  clioUpdatedAt: Date | null;
  currency: string | null;
}

export function toBankTransaction(row: BankTransactionRow): BankTransaction {
  return Object.assign(new BankTransaction(), row, {
    id: encodeUuid('bankTransaction', row.id),
    amount: money(row.amountMinor, row.currency),
    fundsIn: money(row.fundsInMinor, row.currency),
    fundsOut: money(row.fundsOutMinor, row.currency),
    accountBalance: money(row.accountBalanceMinor, row.currency),
    updatedAt: row.clioUpdatedAt,
  });
}
