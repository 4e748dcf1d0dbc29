import type { EventPayload } from '@smarterfirms/platform/events';
import type { Announcement, Audience } from './announcement.ts';
import { instantText, sentence } from './wording.ts';

/** A sync ended before it was complete. */
export function syncFailed(
  { code, message }: EventPayload<'sync.failed'>,
  occurredAt: string,
  audience: Audience,
): Announcement {
  const isPartial = code === 'PARTLY_SYNCED';
  return {
    kind: 'SYNC_FAILED',
    title: `A sync of ${audience.firmName} with Clio ${isPartial ? 'is incomplete' : 'failed'}`,
    body:
      `It ${isPartial ? 'ended' : 'stopped'} on ${instantText(occurredAt, audience)}: ${sentence(message)} ` +
      `What had been copied before is kept, and numbers show when they were last up to date.`,
    href: `/firms/${audience.firmId}/clio`,
    action: 'See what happened',
  };
}
