import { nodeKind } from '../listing/node-kind.ts';
import { CreditMemo, type CreditMemoRow, toCreditMemo } from './credit-memo.ts';

export const creditMemoKind = nodeKind<CreditMemoRow, CreditMemo>({
  name: 'CreditMemo',
  type: CreditMemo,
  scope: 'bills:read',
  idKind: 'creditMemo',
  table: 'credit_memo',
  columns: ['date', 'description', 'discount', 'voidedAt', 'amount', 'contactClioId', 'userClioId'],
  show: toCreditMemo,
});
