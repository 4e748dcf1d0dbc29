import { beginSync } from '@smarterfirms/clio/begin-sync';
import { keepsCopy } from '@smarterfirms/clio/clio-connection-record';
import { ClioError } from '@smarterfirms/clio/clio-error';
import { listWebhooks } from '@smarterfirms/clio/clio-webhooks';
import { ConnectionUnusable } from '@smarterfirms/clio/token-store';
import { watchedFields } from '@smarterfirms/clio/watched-fields';
import type { ClioModel } from '@smarterfirms/clio/webhook-model';
import { planWebhooks, type WebhookStep } from '@smarterfirms/clio/webhook-plan';
import { clioResource } from '@smarterfirms/data/clio-fields';
import { newEvent, publishEvent } from '@smarterfirms/platform/events';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { KeepWebhooks, sendMessage } from '@smarterfirms/platform/messages';
import { askClio, BudgetSpent } from './ask-clio.ts';
import { entityOfModel } from './entity-of-model.ts';
import type { TargetParts } from './parts.ts';
import { takeStep } from './webhook-steps.ts';

const dayMs = 86_400_000;
const afterFailureMs = 3_600_000;
/** One to create, one to confirm what Clio still holds as pending, one to see that all is well. */
const roundsMax = 3;

type Failures = { model: string; reason: string }[];

/**
 * Brings a firm's webhooks at Clio into the state that we want, and says when to look again: right after connecting, and
 * daily from then on. Repeating it changes nothing.
 *
 * Where deliveries may have been missed, a sync of what changed follows, and the comparison that the scheduler begins. A
 * webhook that cannot be kept is told as an event, once a day; half of its life is left by then.
 *
 * @param now by which webhooks are renewed.
 * @throws what the queue should deliver again for: the database or the tables are away.
 */
export async function keepWebhooks(firmId: FirmId, now: Date, parts: TargetParts): Promise<void> {
  const { connections, webhooks, upkeep, changes, gaps, webhookOrigin } = parts;
  const connection = await connections.find(firmId);
  if (!connection || connection.status === 'DISCONNECTED') {
    await webhooks.removeAll(firmId, { copyStays: connection !== undefined && keepsCopy(connection) });
    // Somebody may have connected meanwhile, whose webhooks were forgotten with the others.
    const { status = 'DISCONNECTED' } = (await connections.find(firmId)) ?? {};
    return status === 'DISCONNECTED' ? undefined : keepWebhooks(firmId, now, parts);
  }
  if (connection.status === 'CONNECTED') await gaps.endAbsence(firmId, now);
  if (!webhookOrigin) await connections.setUpdates(firmId, 'POLLING_ONLY');
  if (!webhookOrigin || connection.status === 'NEEDS_ATTENTION') return upkeep.schedule(firmId, inMs(now, dayMs));

  try {
    const failures = await converge(firmId, now, webhookOrigin, parts);
    const enabled = (await webhooks.ofFirm(firmId)).some(({ status }) => status === 'ENABLED');
    await connections.setUpdates(firmId, enabled ? 'WEBHOOKS' : 'POLLING_ONLY');
    await upkeep.schedule(firmId, inMs(now, failures.length > 0 ? afterFailureMs : dayMs));
    if (failures.length > 0) await sayThatItFails(firmId, failures, now, parts);
    else await upkeep.calm(firmId);
    await catchUp(firmId, now, parts);
    await changes.askAgain(firmId);
    await changes.forgetOldDeliveries(firmId);
  } catch (error) {
    await putOff(error, firmId, now, parts);
  }
}

async function converge(firmId: FirmId, now: Date, origin: string, parts: TargetParts): Promise<Failures> {
  const refused = new Set<ClioModel>();
  for (let round = 1; ; round++) {
    const { value: atClio } = await askClio(firmId, listWebhooks, parts);
    const rows = await parts.webhooks.ofFirm(firmId);
    const steps = planWebhooks({ rows, atClio, fieldsOf, origin, now }).filter(
      (step) => step.kind !== 'create' || !refused.has(step.model),
    );
    const isLast = round === roundsMax || steps.every(({ kind }) => kind === 'note');
    const failures: Failures = [];
    for (const step of steps) {
      if (isLast && step.kind !== 'note') {
        failures.push({ model: modelOf(step), reason: `Clio does not keep it: "${step.kind}" is still to be done.` });
        continue;
      }
      try {
        const outcome = await takeStep(firmId, step, { ...parts, webhookOrigin: origin }, now);
        if (outcome === 'refused' && step.kind === 'create') refused.add(step.model);
      } catch (error) {
        if (!(error instanceof ClioError)) throw error;
        parts.log.warn({ err: error, firmId, step: step.kind, model: modelOf(step) }, 'a webhook could not be kept');
      }
    }
    if (isLast) return failures;
  }
}

/** Where a gap has ended, syncs what changed meanwhile; what was deleted is found by the comparison that is due now. */
async function catchUp(firmId: FirmId, now: Date, parts: TargetParts): Promise<void> {
  if (!(await parts.gaps.settle(firmId, now))) return;
  // Where another sync runs, the next one by schedule catches up: watermarks reach back to before the gap.
  await beginSync({ firmId, jobId: newId('syncJob'), requestedByUserId: undefined, kind: 'INCREMENTAL' }, parts);
}

/** What is stored of the records is what Clio is to watch. */
function fieldsOf(model: ClioModel): string {
  const entity = entityOfModel(model);
  return watchedFields(entity && clioResource(entity).fields);
}

function modelOf(step: WebhookStep): string {
  switch (step.kind) {
    case 'create':
      return step.model;
    case 'delete':
      return 'a webhook of a former connection';
    default:
      return step.row.model;
  }
}

/** What does not go now goes later: at the end of Clio's window, or when the scheduler comes again. */
async function putOff(error: unknown, firmId: FirmId, now: Date, parts: TargetParts): Promise<void> {
  const { upkeep, sqs, targetsQueueUrl } = parts;
  if (error instanceof BudgetSpent) {
    await sendMessage(sqs, targetsQueueUrl, KeepWebhooks, { firmId }, { delaySeconds: error.waitMs / 1000 });
  } else if (error instanceof ConnectionUnusable) {
    await upkeep.schedule(firmId, inMs(now, dayMs));
  } else if (error instanceof ClioError) {
    await upkeep.schedule(firmId, inMs(now, afterFailureMs));
    await catchUp(firmId, now, parts);
    await sayThatItFails(firmId, [{ model: 'all', reason: error.message }], now, parts);
  } else throw error;
}

async function sayThatItFails(
  firmId: FirmId,
  failures: Failures,
  now: Date,
  { upkeep, sns, eventsTopicArn, log }: TargetParts,
): Promise<void> {
  log.error({ firmId, failures }, "a firm's webhooks cannot be kept; changes come by polling meanwhile");
  await upkeep.alarm(firmId, now, inMs(now, -dayMs), () =>
    publishEvent(sns, eventsTopicArn, newEvent('clio.webhooks_failing', { firmId, failures })),
  );
}

function inMs(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
