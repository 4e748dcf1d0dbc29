import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '@smarterfirms/platform/graph-schema';
import { activityReference, activityResolvers } from './activity/activity-resolver.ts';
import { allocationReference, allocationResolvers } from './allocation/allocation-resolver.ts';
import { billReference, billResolvers } from './bill/bill-resolver.ts';
import { calendarEntryReference, calendarEntryResolvers } from './calendar-entry/calendar-entry-resolver.ts';
import { communicationReference, communicationResolvers } from './communication/communication-resolver.ts';
import { contactReference, contactResolvers } from './contact/contact-resolver.ts';
import type { DataContext } from './context.ts';
import { creditMemoReference, creditMemoResolvers } from './credit-memo/credit-memo-resolver.ts';
import { customFieldReference, customFieldResolvers } from './custom-field/custom-field-resolver.ts';
import { customFieldValueResolvers } from './custom-field/custom-field-value-resolver.ts';
import { DocumentContentResolver } from './document/document-content-resolver.ts';
import { documentReference, documentResolvers } from './document/document-resolver.ts';
import { folderReference, folderResolvers } from './document/folder-resolver.ts';
import { RequestDocumentContent } from './document/request-document-content.ts';
import { Firm } from './firm/firm.ts';
import { FirmResolver, firmReference } from './firm/firm-resolver.ts';
import { EntityFreshnessResolver, FirmFreshnessResolver } from './freshness/freshness-resolver.ts';
import { GroupMembersResolver } from './group/group-members-resolver.ts';
import { groupReference, groupResolvers } from './group/group-resolver.ts';
import { matterReference, matterResolvers } from './matter/matter-resolver.ts';
import { matterStageReference, matterStageResolvers } from './matter-stage/matter-stage-resolver.ts';
import { MetricsResolver } from './metrics/metrics-resolver.ts';
import { noteReference, noteResolvers } from './note/note-resolver.ts';
import { practiceAreaReference, practiceAreaResolvers } from './practice-area/practice-area-resolver.ts';
import { relationshipReference, relationshipResolvers } from './relationship/relationship-resolver.ts';
import { taskReference, taskResolvers } from './task/task-resolver.ts';
import { TimekeeperResolver, timekeeperReference } from './timekeeper/timekeeper-resolver.ts';
import { bankAccountReference, bankAccountResolvers } from './trust/bank-account-resolver.ts';
import { bankTransactionReference, bankTransactionResolvers } from './trust/bank-transaction-resolver.ts';
import {
  outstandingClientBalanceReference,
  outstandingClientBalanceResolvers,
} from './trust/outstanding-client-balance-resolver.ts';
import { trustLineItemReference, trustLineItemResolvers } from './trust/trust-line-item-resolver.ts';

export function buildDataSubgraph(): Promise<Subgraph> {
  return buildSubgraph<DataContext>({
    resolvers: [
      FirmResolver,
      FirmFreshnessResolver,
      EntityFreshnessResolver,
      MetricsResolver,
      TimekeeperResolver,
      GroupMembersResolver,
      ...customFieldValueResolvers,
      ...activityResolvers,
      ...allocationResolvers,
      ...billResolvers,
      ...calendarEntryResolvers,
      ...communicationResolvers,
      ...contactResolvers,
      ...creditMemoResolvers,
      ...customFieldResolvers,
      ...documentResolvers,
      DocumentContentResolver,
      RequestDocumentContent,
      ...folderResolvers,
      ...groupResolvers,
      ...matterResolvers,
      ...matterStageResolvers,
      ...noteResolvers,
      ...practiceAreaResolvers,
      ...relationshipResolvers,
      ...taskResolvers,
      ...bankAccountResolvers,
      ...bankTransactionResolvers,
      ...outstandingClientBalanceResolvers,
      ...trustLineItemResolvers,
    ],
    // No field of this subgraph leads to it: the gateway comes to it by its key.
    orphanedTypes: [Firm],
    references: {
      Firm: firmReference,
      Timekeeper: timekeeperReference,
      Activity: activityReference,
      Allocation: allocationReference,
      Bill: billReference,
      CalendarEntry: calendarEntryReference,
      Communication: communicationReference,
      Contact: contactReference,
      CreditMemo: creditMemoReference,
      CustomField: customFieldReference,
      Document: documentReference,
      Folder: folderReference,
      Group: groupReference,
      Matter: matterReference,
      MatterStage: matterStageReference,
      Note: noteReference,
      PracticeArea: practiceAreaReference,
      Relationship: relationshipReference,
      Task: taskReference,
      BankAccount: bankAccountReference,
      BankTransaction: bankTransactionReference,
      OutstandingClientBalance: outstandingClientBalanceReference,
      TrustLineItem: trustLineItemReference,
    },
  });
}
