import type { FirmPlanRecords } from '@smarterfirms/clio/firm-plan-records';
import { parseSnsBody } from '@smarterfirms/platform/events';
import type { Log } from '@smarterfirms/platform/log';

/** Projects the events that tell of a plan; the others are not for us. @returns the ids of the records that failed. */
export async function projectPlans(
  records: readonly { messageId: string; body: string }[],
  { plans, log }: { plans: Pick<FirmPlanRecords, 'project'>; log: Log },
): Promise<string[]> {
  const failed: string[] = [];
  for (const { messageId, body } of records) {
    try {
      const event = parseSnsBody(body);
      if (event.type === 'subscription.changed') await plans.project(event);
    } catch (error) {
      log.error({ err: error, messageId }, 'an event about a plan failed');
      failed.push(messageId);
    }
  }
  return failed;
}
