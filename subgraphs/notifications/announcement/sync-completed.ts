import type { EventPayload } from '@smarterfirms/platform/events';
import type { Announcement, Audience } from './announcement.ts';
import { recordName } from './record-name.ts';
import { countText, durationText, instantText } from './wording.ts';

/** The whole copy of a firm's data is there. */
export function syncCompleted(
  { startedAt, finishedAt, entities }: EventPayload<'sync.completed'>,
  audience: Audience,
): Announcement {
  const count = (value: number) => countText(value, audience);
  const fetched = entities.reduce((sum, entity) => sum + entity.fetched, 0);
  return {
    kind: 'SYNC_COMPLETED',
    title: `The Clio data of ${audience.firmName} is ready`,
    body:
      `${count(fetched)} ${fetched === 1 ? 'record was' : 'records were'} copied from Clio in ${durationText(startedAt, finishedAt)}. ` +
      `The copy was complete on ${instantText(finishedAt, audience)}.`,
    href: `/firms/${audience.firmId}/matters`,
    action: 'Open your matters',
    counts: {
      columns: ['Record', 'In Clio', 'New', 'Changed', 'Unchanged'],
      rows: entities.map((entity) => [
        recordName(entity.type),
        count(entity.fetched),
        count(entity.inserted),
        count(entity.changed),
        count(entity.unchanged),
      ]),
    },
  };
}
