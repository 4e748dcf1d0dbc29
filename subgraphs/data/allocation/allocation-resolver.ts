import { Bill } from '../bill/bill.ts';
import { billKind } from '../bill/bill-kind.ts';
import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { amountField } from '../money/amount-resolver.ts';
import { Allocation } from './allocation.ts';
import { allocationKind } from './allocation-kind.ts';
import { allocationList } from './allocation-list.ts';

export const allocationResolvers = [
  amountField(Allocation, 'amount', allocationKind, ({ amount }) => amount),
  firmList('allocations', 'Payments and credits on bills, newest first unless asked otherwise.', allocationList),
  ownedList(
    Matter,
    { name: 'allocations', description: 'Payments and credits on bills of the matter.', column: 'matter_clio_id' },
    allocationList,
  ),
  ownedList(
    Bill,
    { name: 'allocations', description: 'Payments and credits on the bill.', column: 'bill_clio_id' },
    allocationList,
  ),
  ownedList(
    Contact,
    { name: 'allocations', description: 'Payments and credits of the contact.', column: 'contact_clio_id' },
    allocationList,
  ),
  relation(Allocation, 'bill', billKind, ({ billClioId }) => billClioId),
  relation(Allocation, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(Allocation, 'contact', contactKind, ({ contactClioId }) => contactClioId),
];

export const allocationReference = reference(allocationKind);
