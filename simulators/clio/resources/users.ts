import type { Nested } from '../firm/firm.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import { calendarOf } from './calendars.ts';
import { commonFilters, filtersOn, flagWithoutEffect } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, money, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, never, noneOf, one, readField } from './shape.ts';

const fullName = ({ firstName, lastName }: UserRow) => `${firstName} ${lastName}`;

export const userShape = defineShape<UserRow>(
  'User',
  {
    ...recordFields('users'),
    name: fullName,
    first_name: ({ firstName }) => firstName,
    last_name: ({ lastName }) => lastName,
    initials: ({ firstName, lastName }) => `${firstName.slice(0, 1)}${lastName.slice(0, 1)}`.toUpperCase(),
    email: ({ email }) => email,
    phone_number: ({ phone }) => phone,
    enabled: ({ leftDay }) => leftDay === null,
    account_owner: ({ owner }) => owner,
    subscription_type: ({ attorney }) => (attorney ? 'Attorney' : 'NonAttorney'),
    rate: ({ rateCents }) => money(rateCents),
    roles: ({ roles }) => roles,
    time_zone: ({ firm }) => firm.zoneTitle,
    locale: ({ firm }) => firm.locale,
    clio_connect: constant(false),
    court_rules_default_attendee: constant(false),
    default_calendar_id: (user) => calendarOf(user)?.id ?? null,
  },
  {
    account: one<UserRow>(nested('Account'), ({ firm }) => firm.account),
    avatar: never(nested('Avatar')),
    contact: never(named('Contact')),
    default_activity_description: never(named('ActivityDescription')),
    groups: many<UserRow>(named('Group'), (user) =>
      user.firm.tables.groups.rows.filter(({ members }) => members.includes(user)),
    ),
    job_title: one<UserRow>(nested('JobTitle'), ({ firm, jobTitle }) => titled(firm.jobTitles, jobTitle)),
    notification_methods: noneOf(nested('NotificationMethod')),
  },
  { rate: 'rates' },
);

const on = filtersOn(() => userShape);
const by = (field: string) => (row: Row) => readField(userShape, row, field);

export const users: Resource = {
  name: 'users',
  shape: userShape,
  limitMax: 2000,
  permission: 'Users',
  filters: {
    ...commonFilters,
    enabled: on.boolean('enabled'),
    include_co_counsel: flagWithoutEffect,
    name: on.text('name', 'email'),
    pending_setup: on.where((_, wanted) => wanted === 'false', ['true', 'false']),
    role: on.where(
      (_, wanted, read) => (read('roles') as readonly string[]).includes(wanted),
      ['admin', 'accounts', 'billing', 'reports'],
    ),
    subscription_type: on.words('subscription_type', { attorney: 'Attorney', nonattorney: 'NonAttorney' }),
  },
  orders: {
    enabled: by('enabled'),
    first_name: by('first_name'),
    initials: by('initials'),
    last_name: by('last_name'),
    name: by('name'),
    subscription_type: by('subscription_type'),
  },
};

function titled(titles: readonly Nested[], name: string): Nested | null {
  return titles.find((title) => title['name'] === name) ?? null;
}
