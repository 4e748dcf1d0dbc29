import { nodeKind } from '../listing/node-kind.ts';
import { TrustLineItem, type TrustLineItemRow, toTrustLineItem } from './trust-line-item.ts';

export const trustLineItemKind = nodeKind<TrustLineItemRow, TrustLineItem>({
  name: 'TrustLineItem',
  type: TrustLineItem,
  scope: 'trust:read',
  idKind: 'trustLineItem',
  table: 'trust_line_item',
  columns: ['date', 'note', 'total', 'billClioId', 'matterClioId', 'clientClioId'],
  show: toTrustLineItem,
});
