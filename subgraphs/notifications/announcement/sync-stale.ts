import type { EventPayload } from '@smarterfirms/platform/events';
import type { Announcement, Audience } from './announcement.ts';
import { recordName } from './record-name.ts';
import { instantText } from './wording.ts';

/** The copy is older than two intervals of the firm's plan, although nothing has failed. */
export function syncStale({ entities }: EventPayload<'sync.stale'>, audience: Audience): Announcement {
  const oldest = entities.map(({ asOf }) => asOf).sort()[0] ?? '';
  const names = entities.map(({ type }) => recordName(type));
  const listed = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  return {
    kind: 'SYNC_STALE',
    title: `The Clio data of ${audience.firmName} is not up to date`,
    body:
      `${listed}: what changed in Clio after ${instantText(oldest, audience)} may be missing. ` +
      'We keep trying; start a sync to bring it up to date now.',
    href: `/firms/${audience.firmId}/clio`,
    action: 'Look at the sync',
  };
}
