import { nodeKind } from '../listing/node-kind.ts';
import { Allocation, type AllocationRow, toAllocation } from './allocation.ts';

export const allocationKind = nodeKind<AllocationRow, Allocation>({
  name: 'Allocation',
  type: Allocation,
  scope: 'bills:read',
  idKind: 'allocation',
  table: 'allocation',
  columns: [
    'date',
    'description',
    'parentType',
    'paymentType',
    'interest',
    'hasOnlinePayment',
    'voidedAt',
    'amount',
    'billClioId',
    'matterClioId',
    'contactClioId',
  ],
  show: toAllocation,
});
