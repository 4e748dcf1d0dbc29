import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { Communication } from './communication.ts';
import { communicationKind } from './communication-kind.ts';
import { communicationList } from './communication-list.ts';

export const communicationResolvers = [
  firmList('communications', 'Logged emails and calls, newest first unless asked otherwise.', communicationList),
  ownedList(
    Matter,
    { name: 'communications', description: 'Emails and calls of the matter.', column: 'matter_clio_id' },
    communicationList,
  ),
  relation(Communication, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(Communication, 'user', timekeeperKind, ({ userClioId }) => userClioId, 'Who logged it.'),
];

export const communicationReference = reference(communicationKind);
