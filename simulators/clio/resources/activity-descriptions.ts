import type { ActivityDescriptionRow } from '../firm/setting-rows.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, noneOf, one, type Shape } from './shape.ts';
import type { View } from './view.ts';

export const activityDescriptionShape: Shape = defineShape<ActivityDescriptionRow>(
  'ActivityDescription',
  {
    ...recordFields('activity_descriptions'),
    name: ({ name }) => name,
    description: ({ description }) => description,
    type: constant('ActivityDescription'),
    category_type: ({ flatRate }) => (flatRate ? 'flat_rate' : 'hourly'),
    default: ({ isDefault }) => isDefault,
    accessible_to_user: constant(true),
    visible_to_co_counsel: constant(false),
    utbms_activity_id: ({ utbms }) => utbms?.activity.id ?? null,
    utbms_task_id: ({ utbms }) => utbms?.task.id ?? null,
    utbms_task_name: ({ utbms }) => utbms?.task['name'] ?? null,
    xero_service_code: constant(null),
  },
  {
    currency: one<ActivityDescriptionRow>(nested('Currency'), ({ firm }) => firm.currency),
    groups: noneOf(named('Group')),
    rate: one<ActivityDescriptionRow>(nested('ActivityDescriptionRate'), rate),
    utbms_activity: one<ActivityDescriptionRow>(nested('UtbmsCode'), ({ utbms }) => utbms?.activity),
    utbms_task: one<ActivityDescriptionRow>(nested('UtbmsCode'), ({ utbms }) => utbms?.task),
  },
  { rate: 'rates' },
);

/** Its own rate, else that of the person named by `rate_for[user_id]`, else of whoever reads. */
function rate({ rateCents, flatRate }: ActivityDescriptionRow, { rateFor, reader }: View): object | null {
  const cents = rateCents ?? (rateFor?.user ?? reader)?.rateCents;
  if (cents === undefined) return null;
  return {
    amount: money(cents),
    non_billable_amount: 0,
    type: rateCents === null ? 'User' : flatRate ? 'FlatRate' : 'Custom',
    hierarchy: rateCents === null ? 'Default' : 'Activity',
    rate_table_name: null,
    rate_table_category_name: null,
  };
}

const on = filtersOn(() => activityDescriptionShape);

export const activityDescriptions: Resource = {
  name: 'activity_descriptions',
  shape: activityDescriptionShape,
  limitMax: 200,
  permission: 'Activities',
  filters: {
    ...commonFilters,
    flat_rate: on.where(
      (row, wanted) => (row as ActivityDescriptionRow).flatRate === (wanted === 'true'),
      ['true', 'false'],
    ),
    type: on.where(
      (row, wanted) => (wanted === 'utbms') === ((row as ActivityDescriptionRow).utbms !== undefined),
      ['utbms', 'clio'],
    ),
    user_id: on.id(() => true),
  },
  orders: undefined,
};
