import type { EventPayload } from '@smarterfirms/platform/events';
import type { Announcement, Audience } from './announcement.ts';
import { instantText, sentence } from './wording.ts';

/** Nothing can be synced until somebody of the firm connects Clio again. */
export function connectionNeedsAttention(
  { reason }: EventPayload<'connection.needs_attention'>,
  occurredAt: string,
  audience: Audience,
): Announcement {
  return {
    kind: 'CONNECTION_NEEDS_ATTENTION',
    title: `The Clio connection of ${audience.firmName} needs you`,
    body:
      `Since ${instantText(occurredAt, audience)} nothing new can be read from Clio: ${sentence(reason)} ` +
      'Nothing that was copied is lost.',
    href: `/firms/${audience.firmId}/clio`,
    action: 'Connect Clio again',
  };
}
