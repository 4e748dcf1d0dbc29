import type { CalendarRow } from '../firm/office-rows.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import { rowsByOwner } from '../firm/rows-by-owner.ts';
import { commonFilters, filtersOn, sameWords } from './filters.ts';
import { constant, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, one, readField, type Shape } from './shape.ts';

/** Clio's own pairs of a colour and its lighter shade. */
const colors = [
  ['#367B9C', '#5DA5C7'],
  ['#FFA5A4', '#F95957'],
  ['#83D17F', '#209412'],
  ['#FFAC7B', '#FF7715'],
  ['#8E3F64', '#DE649D'],
  ['#009CEC', '#56C4FC'],
] as const;
const colorOf = ({ color }: CalendarRow) => colors[color % colors.length] ?? colors[0];

export const calendarShape: Shape = defineShape<CalendarRow>(
  'Calendar',
  {
    ...recordFields('calendars'),
    name: ({ name }) => name,
    type: ({ type }) => type,
    color: (row) => colorOf(row)[0],
    light_color: (row) => colorOf(row)[1],
    permission: ({ owner }, { reader }) =>
      owner === null || reader === undefined || owner === reader ? 'owner' : 'viewer',
    source: constant('web'),
    visible: constant(true),
    court_rules_default_calendar: constant(false),
  },
  { creator: one<CalendarRow>(named('User'), ({ owner, firm }) => owner ?? firm.tables.users.rows[0]) },
);

/** A user is not a calendar: appointments belong to this one, by its own id. */
export function calendarOf(user: UserRow): CalendarRow | undefined {
  const { rows } = user.firm.tables.calendars;
  return rowsByOwner(user.firm, 'calendars of users', rows, ({ owner }) => owner).get(user)?.[0];
}

const on = filtersOn(() => calendarShape);

export const calendars: Resource = {
  name: 'calendars',
  shape: calendarShape,
  limitMax: 200,
  permission: 'Calendars',
  filters: {
    ...commonFilters,
    filter_inactive_users: on.where(
      (row, wanted) => wanted === 'false' || ((row as CalendarRow).owner?.leftDay ?? null) === null,
      ['true', 'false'],
    ),
    owner: on.where(() => true, ['true', 'false']),
    source: on.words('source', sameWords(['web', 'mobile'])),
    type: on.words('type', sameWords(['AccountCalendar', 'AdhocCalendar', 'UserCalendar'])),
    visible: on.boolean('visible'),
    writeable: on.where(() => true, ['true', 'false']),
  },
  orders: { name: (row: Row) => readField(calendarShape, row, 'name') },
};
