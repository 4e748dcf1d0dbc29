import { billKind } from '../bill/bill-kind.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { amountField } from '../money/amount-resolver.ts';
import { TrustLineItem } from './trust-line-item.ts';
import { trustLineItemKind } from './trust-line-item-kind.ts';
import { trustLineItemList } from './trust-line-item-list.ts';

export const trustLineItemResolvers = [
  amountField(TrustLineItem, 'total', trustLineItemKind, ({ total }) => total),
  firmList('trustLineItems', 'Trust activity on bills, newest first unless asked otherwise.', trustLineItemList),
  ownedList(
    Matter,
    { name: 'trustLineItems', description: 'Trust activity on bills of the matter.', column: 'matter_clio_id' },
    trustLineItemList,
  ),
  relation(TrustLineItem, 'bill', billKind, ({ billClioId }) => billClioId),
  relation(TrustLineItem, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(TrustLineItem, 'client', contactKind, ({ clientClioId }) => clientClioId),
];

export const trustLineItemReference = reference(trustLineItemKind);
