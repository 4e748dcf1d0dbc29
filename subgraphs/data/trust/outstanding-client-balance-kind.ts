import { nodeKind } from '../listing/node-kind.ts';
import {
  OutstandingClientBalance,
  type OutstandingClientBalanceRow,
  toOutstandingClientBalance,
} from './outstanding-client-balance.ts';

export const outstandingClientBalanceKind = nodeKind<OutstandingClientBalanceRow, OutstandingClientBalance>({
  name: 'OutstandingClientBalance',
  type: OutstandingClientBalance,
  scope: 'trust:read',
  idKind: 'outstandingClientBalance',
  table: 'outstanding_client_balance',
  columns: ['totalMinor', 'pendingMinor', 'lastPaymentDate', 'newestBillDueOn', 'currency', 'contactClioId'],
  show: toOutstandingClientBalance,
});
