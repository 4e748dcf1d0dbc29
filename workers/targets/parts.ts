import type { ChangeRecords } from '@smarterfirms/clio/change-records';
import type { ClioHosts } from '@smarterfirms/clio/clio-settings';
import type { Envelope } from '@smarterfirms/clio/envelope';
import type { FarewellRecords } from '@smarterfirms/clio/farewell-records';
import type { GapRecords } from '@smarterfirms/clio/gap-records';
import type { UpkeepRecords } from '@smarterfirms/clio/upkeep-records';
import type { WebhookRecords } from '@smarterfirms/clio/webhook-records';
import type { SyncParts } from '../sync/parts.ts';

/** What following webhooks works with; built once per process of the function. */
export interface TargetParts extends Omit<SyncParts, 'withheld' | 's3' | 'bucket'> {
  webhooks: WebhookRecords;
  changes: ChangeRecords;
  upkeep: UpkeepRecords;
  gaps: GapRecords;
  farewells: FarewellRecords;
  envelope: Envelope;
  /** Origins of Clio by region. */
  hosts: ClioHosts;
  targetsQueueUrl: string;
  /** Undefined where Clio cannot reach us. */
  webhookOrigin: string | undefined;
}
