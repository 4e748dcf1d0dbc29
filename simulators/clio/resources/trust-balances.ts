import type { Firm } from '../firm/firm.ts';
import { money } from './record-fields.ts';

/** What a matter or a client has in trust. A firm has one trust account here. */
export function trustBalances(firm: Firm, cents: number): object[] {
  const account = firm.tables.bank_accounts.rows.find(({ type }) => type === 'Trust');
  if (!account) return [];
  const { id, name, type } = account;
  return [{ id, name, type, balance: money(cents), currency_id: firm.currency.id }];
}
