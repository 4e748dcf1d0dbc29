import type { FirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { parseSnsBody } from '@smarterfirms/platform/events';
import type { Log } from '@smarterfirms/platform/log';
import { inReceiveSpan, type TracedRecord } from '@smarterfirms/platform/traced-messages';

/** Projects the events that tell of a plan; the others are not for us. @returns the ids of the records that failed. */
export async function projectPlans(
  records: readonly (TracedRecord & { body: string })[],
  { plans, log }: { plans: Pick<FirmPlanRecords, 'project'>; log: Log },
): Promise<string[]> {
  const failed: string[] = [];
  for (const record of records) {
    const { messageId, body } = record;
    try {
      const event = parseSnsBody(body);
      if (event.type !== 'subscription.changed') continue;
      await inReceiveSpan(record, () => plans.project(event), event.traceparent);
    } catch (error) {
      log.error({ err: error, messageId }, 'an event about a plan failed');
      failed.push(messageId);
    }
  }
  return failed;
}
