import { etagOf } from '../firm/etag.ts';
import { mix32 } from '../firm/random.ts';
import type { Row } from '../firm/rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { commonFilters } from './filters.ts';
import { money } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, type Shape } from './shape.ts';

interface ProtectedFundRow extends Row {
  matter: MatterRow;
  amountCents: number;
}

/** Tells their etags from those of matters and of all other records. */
const etagKind = 101;
/** One matter in so many that hold money in trust has some of it set aside. */
const protectedOneIn = 4;
const reasons = ['Settlement held until the release is signed', 'Deposit ordered by the court', 'Escrow for repairs'];

const trustAccountOf = ({ firm }: Row) => firm.tables.bank_accounts.rows.find(({ type }) => type === 'Trust');

export const protectedFundShape: Shape = defineShape<ProtectedFundRow>('MatterProtectedFund', {
  id: ({ id }) => id,
  etag: ({ id, amountCents }) => etagOf(etagKind, id, amountCents),
  amount: ({ amountCents }) => money(amountCents),
  bank_account_id: (fund) => trustAccountOf(fund)?.id ?? null,
  currency_id: ({ firm }) => firm.currency.id,
  matter_id: ({ matter }) => matter.id,
  reason: ({ matter }) => reasons[mix32(matter.id | 0) % reasons.length],
  created_at: ({ firm, createdAt }) => firm.zone.format(createdAt),
  updated_at: ({ firm, updatedAt }) => firm.zone.format(updatedAt),
});

/** Money in trust that must not be spent on bills; nobody can write it through the API. */
export const protectedFunds: Resource = {
  name: 'matters',
  shape: protectedFundShape,
  limitMax: 200,
  permission: 'Matters',
  filters: commonFilters,
  orders: undefined,
};

/** Half of what the matter has in trust, in whole dollars, at some of the matters; never more than is there. */
export function protectedFundsOf(matter: MatterRow): Row[] {
  const amountCents = Math.floor(matter.trustCents / 200) * 100;
  if (amountCents <= 0 || mix32((matter.id ^ 0x51ed27) | 0) % protectedOneIn !== 0) return [];
  const fund: ProtectedFundRow = { ...matter, overrides: undefined, id: matter.id, matter, amountCents };
  return [fund];
}
