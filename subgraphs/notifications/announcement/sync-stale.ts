import type { EventPayload } from '@smarterfirms/platform/events';
import type { Announcement, Audience } from './announcement.ts';
import { recordName } from './record-name.ts';
import { instantText } from './wording.ts';

/** The copy is older than two intervals of the firm's plan, or some of it never came, although nothing may have failed. */
export function syncStale({ entities }: EventPayload<'sync.stale'>, audience: Audience): Announcement {
  const old = entities.filter(({ asOf }) => asOf !== undefined);
  const oldest = old.flatMap(({ asOf }) => asOf ?? []).sort()[0];
  const never = entities.filter(({ asOf }) => asOf === undefined);
  const sentences = [
    ...(oldest ? [`${listed(old)}: what changed in Clio after ${instantText(oldest, audience)} may be missing.`] : []),
    ...(never.length > 0 ? [`${listed(never)}: not yet here completely.`] : []),
  ];
  return {
    kind: 'SYNC_STALE',
    title: `The Clio data of ${audience.firmName} is not up to date`,
    body: `${sentences.join(' ')} We keep trying; start a sync to bring it up to date now.`,
    href: `/firms/${audience.firmId}/clio`,
    action: 'Look at the sync',
  };
}

function listed(entities: readonly { type: string }[]): string {
  const names = entities.map(({ type }) => recordName(type));
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
