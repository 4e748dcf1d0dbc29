import { nodeKind } from '../listing/node-kind.ts';
import { Activity, type ActivityRow, toActivity } from './activity.ts';

export const activityKind = nodeKind<ActivityRow, Activity>({
  name: 'Activity',
  type: Activity,
  scope: 'activities:read',
  idKind: 'activity',
  table: 'activity',
  columns: [
    'type',
    'date',
    'quantity',
    'roundedQuantityInHours',
    'currency',
    'priceMinor',
    'totalMinor',
    'nonBillable',
    'billed',
    'note',
    'userClioId',
    'matterClioId',
  ],
  show: toActivity,
});
