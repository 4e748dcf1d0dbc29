import { nodeKind } from '../listing/node-kind.ts';
import { Bill, type BillRow, toBill } from './bill.ts';

export const billKind = nodeKind<BillRow, Bill>({
  name: 'Bill',
  type: Bill,
  scope: 'bills:read',
  idKind: 'bill',
  table: 'bill',
  columns: [
    'number',
    'state',
    'issuedOn',
    'dueOn',
    'paidAt',
    'currency',
    'totalMinor',
    'balanceMinor',
    'paidMinor',
    'clientClioId',
  ],
  show: toBill,
});
