import type { CommunicationRow } from '../firm/office-rows.ts';
import type { Row } from '../firm/rows.ts';
import { externalProperties, externalPropertyFilters } from './external-properties.ts';
import { commonFilters, filtersOn, parseInstant, sameWords } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { participant, participantShape } from './participants.ts';
import { date, recordFields } from './record-fields.ts';
import { entriesCount, timeEntries } from './recorded-for.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, never, noneOf, one, readField, type Shape } from './shape.ts';

const ends = (row: CommunicationRow, from: boolean) => [participant(row.outgoing === from ? row.user : row.contact)];

export const communicationShape: Shape = defineShape<CommunicationRow>(
  'Communication',
  {
    ...recordFields('communications'),
    type: ({ type }) => type,
    subject: ({ subject }) => subject,
    body: ({ body }) => body,
    date: ({ firm, receivedAt }) => date(firm.zone.dayOf(receivedAt)),
    received_at: ({ firm, receivedAt }) => firm.zone.format(receivedAt),
    time_entries_count: entriesCount,
  },
  {
    communication_eml_file: never(nested('CommunicationEmlFile')),
    documents: noneOf(named('Document')),
    external_properties: externalProperties,
    matter: one<CommunicationRow>(named('Matter'), ({ matter }) => matter),
    notification_event_subscribers: noneOf(nested('NotificationEventSubscriber')),
    receivers: many<CommunicationRow>(
      () => participantShape,
      (row) => ends(row, false),
    ),
    senders: many<CommunicationRow>(
      () => participantShape,
      (row) => ends(row, true),
    ),
    time_entries: timeEntries,
    user: one<CommunicationRow>(named('User'), ({ user }) => user),
  },
);

const on = filtersOn(() => communicationShape);
const by = (field: string) => (row: Row) => readField(communicationShape, row, field);
const received = (holds: (at: number, bound: number) => boolean) => (values: readonly string[], parameter: string) => {
  const bound = parseInstant(values.at(-1) ?? '', parameter);
  return (row: Row) => holds((row as CommunicationRow).receivedAt, bound);
};

export const communications: Resource = {
  name: 'communications',
  shape: communicationShape,
  limitMax: 200,
  permission: 'Communications',
  defaultOrder: 'date(asc)',
  filters: {
    ...commonFilters,
    contact_id: on.id((row, wanted) => (row as CommunicationRow).contact.id === wanted),
    date: on.dateBound('date', (day, bound) => day === bound),
    ...externalPropertyFilters,
    having_time_entries: on.where((row, wanted) => String(entriesCount(row) > 0) === wanted, ['true', 'false']),
    matter_id: on.related('matter'),
    query: on.text('subject', 'body'),
    received_at: received((at, bound) => at === bound),
    received_before: received((at, bound) => at < bound),
    received_since: received((at, bound) => at > bound),
    type: on.words('type', sameWords(['EmailCommunication', 'PhoneCommunication'])),
    user_id: on.related('user'),
  },
  orders: {
    date: by('date'),
    matter: (row) => (row as CommunicationRow).matter?.number ?? null,
    received_at: (row) => (row as CommunicationRow).receivedAt,
  },
};
