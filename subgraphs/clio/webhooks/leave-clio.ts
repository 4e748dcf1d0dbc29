import type { SQSClient } from '@aws-sdk/client-sqs';
import type { FirmId } from '@smarterfirms/platform/ids';
import type { Log } from '@smarterfirms/platform/log';
import { LeaveClio, sendMessage } from '@smarterfirms/platform/messages';
import { ClioError, ClioRateLimited } from '../api/clio-error.ts';
import { deauthorize } from '../api/clio-oauth.ts';
import { type ClioDoor, deleteWebhook } from '../api/clio-webhooks.ts';
import type { ClioRegion } from '../connection/clio-connection-record.ts';
import type { ClioConnectionRecords } from '../connection/clio-connection-records.ts';
import type { ClioHosts } from '../connection/clio-settings.ts';
import type { Envelope } from '../connection/envelope.ts';
import { baseOf } from '../connection/token-store.ts';
import type { FarewellRecords } from './farewell-records.ts';
import type { WebhookRecords } from './webhook-records.ts';

/** Tries of one farewell: about eight minutes where Clio is away. */
const attemptsMax = 8;
const backoffMsMax = 240_000;
/** So long after a message should have been handled the scheduler sends another one. */
const lostMs = 60_000;

export interface LeaveParts {
  connections: Pick<ClioConnectionRecords, 'find'>;
  webhooks: Pick<WebhookRecords, 'ofFirm' | 'removeAll'>;
  farewells: FarewellRecords;
  envelope: Envelope;
  hosts: ClioHosts;
  sqs: SQSClient;
  targetsQueueUrl: string;
  log: Log;
}

/**
 * Ends what a firm that has disconnected has at Clio: its webhooks, then our access. What does not go at once is done by the
 * queue (`leaveClio`).
 *
 * @param access undefined where there is none any more: then Clio cannot be told, and a delivery to a webhook that we have
 *   forgotten is answered with 410, which switches it off.
 * @param copyStays see `WebhookRecords.removeAll`.
 */
export async function beginLeaving(
  firmId: FirmId,
  access: { region: ClioRegion; accessToken: string } | undefined,
  copyStays: boolean,
  parts: LeaveParts,
): Promise<void> {
  const { webhooks, farewells, envelope } = parts;
  if (access) {
    const { region, accessToken } = access;
    const webhookIds = (await webhooks.ofFirm(firmId)).flatMap(({ webhookId }) => webhookId ?? []);
    const token = envelope.seal(accessToken, purposeOf(firmId, region));
    // First: whoever dies after forgetting the webhooks would leave them to Clio.
    await farewells.begin(firmId, { region, token, webhookIds }, new Date(Date.now() + lostMs));
  }
  await webhooks.removeAll(firmId, { copyStays });
  await leaveClio(firmId, parts);
}

/**
 * Does what is left to do at Clio for a firm that has disconnected. Repeating it does no harm.
 *
 * Where Clio's limit or an outage stands in the way it is tried again: after the time that Clio asks for, or after growing
 * distances, `attemptsMax` times in all. Then it is given up: our access is taken back if that works, and forgotten in any case.
 * A firm that has connected again has nothing to take back: its upkeep deletes webhooks that nobody knows, with the new access.
 */
export async function leaveClio(firmId: FirmId, parts: LeaveParts): Promise<void> {
  const { connections, farewells, envelope, hosts, sqs, targetsQueueUrl, log } = parts;
  const farewell = await farewells.find(firmId);
  if (!farewell) return;
  const { region, token, webhookIds, attempts } = farewell;
  const hasLeft = async () => (await connections.find(firmId))?.status === 'DISCONNECTED';
  if (!(await hasLeft())) return farewells.end(firmId, farewell);
  const door = { base: baseOf(hosts, region), accessToken: envelope.open(token, purposeOf(firmId, region)) };

  /** Looks once more: whoever has connected while webhooks were deleted may lose the new access with the old one. */
  const giveUpAccess = async () => {
    if (await hasLeft()) await deauthorize(door.base, door.accessToken);
  };

  const { left, waitMs } = await takeBack(door, webhookIds, giveUpAccess);
  if (waitMs === undefined) return farewells.end(firmId, farewell);
  if (attempts + 1 >= attemptsMax) {
    log.warn(
      { firmId, webhooks: left.length, attempts: attempts + 1 },
      'a firm could not be signed off at Clio wholly',
    );
    if (left.length > 0) await asked(giveUpAccess);
    return farewells.end(firmId, farewell);
  }
  const delayMs = waitMs > 0 ? waitMs : Math.min(2 ** attempts * 4_000, backoffMsMax);
  log.info({ firmId, webhooks: left.length, delayMs }, 'Clio could not be told yet that a firm has disconnected');
  await farewells.noteTry(firmId, farewell, left, new Date(Date.now() + delayMs + lostMs));
  await sendMessage(sqs, targetsQueueUrl, LeaveClio, { firmId }, { delaySeconds: delayMs / 1000 });
}

/** @returns the webhooks that are left, and after how long to try again: 0 where Clio does not say, undefined where all is done. */
async function takeBack(
  { base, accessToken }: ClioDoor,
  webhookIds: readonly string[],
  giveUpAccess: () => Promise<void>,
): Promise<{ left: string[]; waitMs: number | undefined }> {
  const left: string[] = [];
  let waitMs: number | undefined;
  const remove = async (id: string) => {
    const refusedMs = await asked(() => deleteWebhook({ base, accessToken }, id));
    if (refusedMs === undefined) return;
    left.push(id);
    waitMs = Math.max(waitMs ?? 0, refusedMs);
  };
  // The first one alone: where Clio has no answer for it, it has none for the others.
  const [first, ...others] = webhookIds;
  if (first !== undefined) await remove(first);
  if (left.length > 0) return { left: [...webhookIds], waitMs };
  await Promise.all(others.map(remove));
  if (left.length === 0) waitMs = await asked(giveUpAccess);
  return { left, waitMs };
}

/**
 * Asks Clio for something that is to be gone.
 *
 * @returns undefined where it is: done, unknown to Clio (404) or out of our reach (401, 403); else for how long Clio asks to
 *   wait, 0 where it does not say.
 */
async function asked(call: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (!(error instanceof ClioError)) throw error;
    if (error instanceof ClioRateLimited) return error.waitMs;
    return error.retry === 'backoff' ? 0 : undefined;
  }
}

function purposeOf(firmId: FirmId, region: ClioRegion): string[] {
  return [firmId, region, 'clio-farewell'];
}
