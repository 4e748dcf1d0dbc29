import { randomUUID } from 'node:crypto';
import type { ScheduledEvent } from 'aws-lambda';
import { awsAccount, awsRegion } from '../aws-resources.ts';

/** The event that EventBridge hands to a function when its rule fires. */
export function scheduledEvent(rule: string, now: Date): ScheduledEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: awsAccount,
    // EventBridge writes whole seconds.
    time: `${now.toISOString().slice(0, 19)}Z`,
    region: awsRegion,
    resources: [`arn:aws:events:${awsRegion}:${awsAccount}:rule/${rule}`],
    detail: {},
  };
}

/** The interval of `rate(5 minutes)` in milliseconds. Throws on any other expression. */
export function rateMs(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour)s?\)$/.exec(expression) ?? [];
  if (!count || !unit) throw new TypeError(`expected "rate(<n> minutes)" or "rate(<n> hours)", got "${expression}"`);
  return Number(count) * (unit === 'hour' ? 3_600_000 : 60_000);
}
