import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { amountField } from '../money/amount-resolver.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { CreditMemo } from './credit-memo.ts';
import { creditMemoKind } from './credit-memo-kind.ts';
import { creditMemoList } from './credit-memo-list.ts';

export const creditMemoResolvers = [
  amountField(CreditMemo, 'amount', creditMemoKind, ({ amount }) => amount),
  firmList('creditMemos', "The firm's credit memos, newest first unless asked otherwise.", creditMemoList),
  ownedList(
    Contact,
    { name: 'creditMemos', description: 'Credit memos for the contact.', column: 'contact_clio_id' },
    creditMemoList,
  ),
  relation(CreditMemo, 'contact', contactKind, ({ contactClioId }) => contactClioId),
  relation(CreditMemo, 'user', timekeeperKind, ({ userClioId }) => userClioId, 'Who made it.'),
];

export const creditMemoReference = reference(creditMemoKind);
