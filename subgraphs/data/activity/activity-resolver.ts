import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { Activity } from './activity.ts';
import { activityKind } from './activity-kind.ts';
import { activityList } from './activity-list.ts';

const newestFirst = 'Time and expenses, newest work first unless asked otherwise.';

export const activityResolvers = [
  firmList('activities', newestFirst, activityList),
  ownedList(Matter, { name: 'activities', description: newestFirst, column: 'matter_clio_id' }, activityList),
  relation(Activity, 'timekeeper', timekeeperKind, ({ userClioId }) => userClioId, 'Who did the work.'),
  relation(Activity, 'matter', matterKind, ({ matterClioId }) => matterClioId),
];

export const activityReference = reference(activityKind);
