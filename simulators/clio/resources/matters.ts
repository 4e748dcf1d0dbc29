import type { Row } from '../firm/rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { contactName } from './contacts.ts';
import { customFieldFilter, customFieldValues } from './custom-field-values.ts';
import { customRateShape } from './custom-rate.ts';
import { commonFilters, filtersOn } from './filters.ts';
import { accountGroup } from './groups.ts';
import { nested } from './nested-shapes.ts';
import { practiceAreaShape } from './practice-areas.ts';
import { constant, date, recordFields } from './record-fields.ts';
import { relationshipsOf } from './relationships.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, never, noneOf, one, readField, type Shape } from './shape.ts';
import { tasksOf } from './tasks-of-matter.ts';
import { trustBalances } from './trust-balances.ts';
import { userShape } from './users.ts';

/** Made from the client's name, once: another name does not change it until someone asks for that. */
export function displayNumber({ number, numberedAs, client }: MatterRow): string {
  if (numberedAs !== undefined) return numberedAs;
  const { companyName, lastName } = client;
  const space = companyName?.indexOf(' ') ?? -1;
  const short = (space < 0 ? companyName : companyName?.slice(0, space)) ?? lastName ?? '';
  return `${String(number).padStart(5, '0')}-${short}`;
}

export const matterShape: Shape = defineShape<MatterRow>(
  'Matter',
  {
    ...recordFields('matters'),
    number: ({ number }) => number,
    display_number: displayNumber,
    custom_number: constant(null),
    description: ({ description }) => description,
    status: ({ status }) => status,
    open_date: ({ openDay }) => date(openDay),
    pending_date: ({ pendingDay }) => date(pendingDay),
    close_date: ({ closeDay }) => date(closeDay),
    last_activity_date: ({ lastActivityDay }) => date(lastActivityDay),
    billable: ({ billable }) => billable,
    billing_method: ({ billingMethod }) => billingMethod,
    client_id: ({ client }) => client.id,
    client_reference: ({ clientReference }) => clientReference,
    location: ({ location }) => location,
    maildrop_address: ({ id }) => `${(id * 7919).toString(36)}@maildrop.clio.example`,
    matter_stage_updated_at: ({ firm, stage, updatedAt }) => (stage === null ? null : firm.zone.format(updatedAt)),
    has_tasks: (matter) => tasksOf(matter).length > 0,
    require_utbms_codes: constant(false),
    shared: constant(false),
  },
  {
    // By the trust accounts of the firm: what the matter has in each follows from the transactions.
    account_balances: many<MatterRow>(nested('AccountBalance'), ({ firm, trustCents }) =>
      trustBalances(firm, trustCents),
    ),
    attorney_allocation: never(nested('AttorneyAllocation')),
    client: one<MatterRow>(named('Contact'), ({ client }) => client),
    contingency_fee: never(nested('ContingencyFee')),
    currency: one<MatterRow>(nested('Currency'), ({ firm }) => firm.currency),
    custom_field_set_associations: noneOf(nested('CustomFieldSetAssociation')),
    custom_field_values: many<MatterRow>(named('CustomFieldValue'), (matter, view) =>
      customFieldValues(matter, 'Matter', view),
    ),
    custom_rate: one<MatterRow>(
      () => customRateShape,
      (matter) => matter,
    ),
    evergreen_retainer: never(nested('EvergreenRetainer')),
    folder: never(nested('Folder')),
    group: one<MatterRow>(named('Group'), accountGroup),
    kyc_field_values: noneOf(nested('KycFieldValue')),
    legal_aid_uk_matter: never(nested('LegalAid')),
    matter_bill_recipients: noneOf(nested('MatterBillRecipient')),
    matter_budget: never(nested('MatterBudget')),
    matter_stage: one<MatterRow>(named('MatterStage'), ({ stage }) => stage),
    originating_attorney: one<MatterRow>(named('User'), ({ originating }) => originating),
    practice_area: one<MatterRow>(named('PracticeArea'), ({ practiceArea }) => practiceArea),
    relationships: many<MatterRow>(named('Relationship'), (matter) => relationshipsOf(matter)),
    responsible_attorney: one<MatterRow>(named('User'), ({ responsible }) => responsible),
    responsible_staff: one<MatterRow>(named('User'), ({ staff }) => staff),
    split_invoice_payers: noneOf(nested('MatterBillRecipient')),
    statute_of_limitations: one<MatterRow>(named('Task'), (matter) =>
      tasksOf(matter).find(({ limitation }) => limitation),
    ),
    task_template_list_instances: noneOf(nested('TaskTemplateListInstance')),
    user: one<MatterRow>(named('User'), ({ firm, responsible }) => responsible ?? firm.tables.users.rows[0]),
  },
  { account_balances: 'accounting', custom_rate: 'billing' },
);

const on = filtersOn(() => matterShape);
const by = (field: string) => (row: Row) => readField(matterShape, row, field);
const nameOf = (field: string) => (row: Row) => {
  const related = readField(matterShape, row, field);
  if (!related) return null;
  return 'companyName' in (related as object)
    ? contactName(related as MatterRow['client'])
    : readField(field.endsWith('attorney') ? userShape : practiceAreaShape, related as object, 'name');
};

export const matters: Resource = {
  name: 'matters',
  shape: matterShape,
  limitMax: 200,
  permission: 'Matters',
  filters: {
    ...commonFilters,
    billable: on.boolean('billable'),
    client_id: on.related('client'),
    'close_date[]': on.dates('close_date'),
    currency_id: on.related('currency'),
    'custom_field_values[*]': customFieldFilter((row) => row as MatterRow),
    evergreen_retainer_filter: on.where(
      (_, wanted, read) => (read('evergreen_retainer') !== null) === (wanted === 'true'),
      ['true', 'false'],
    ),
    grant_id: on.id((_, wanted) => wanted === null),
    group_id: on.related('group'),
    'open_date[]': on.dates('open_date'),
    originating_attorney_id: on.related('originating_attorney'),
    'pending_date[]': on.dates('pending_date'),
    notification_event_subscriber_user_id: on.id((_, wanted) => wanted === null),
    subscriber_user_id: on.id((_, wanted) => wanted === null),
    practice_area_id: on.related('practice_area'),
    query: on.text('display_number', 'description', 'client_reference'),
    responsible_attorney_id: on.related('responsible_attorney'),
    responsible_staff_id: on.related('responsible_staff'),
    status: on.words('status', { open: 'Open', closed: 'Closed', pending: 'Pending' }),
  },
  orders: {
    'client.name': nameOf('client'),
    clients: nameOf('client'),
    close_date: by('close_date'),
    created_at: (row) => row.createdAt,
    custom_number: by('custom_number'),
    display_number: by('display_number'),
    grants: () => null,
    'matter_stage.name': nameOf('matter_stage'),
    matter_stage_updated_at: by('matter_stage_updated_at'),
    open_date: by('open_date'),
    'originating_attorney.name': nameOf('originating_attorney'),
    pending_date: by('pending_date'),
    'practice_area.name': nameOf('practice_area'),
    'responsible_attorney.name': nameOf('responsible_attorney'),
    'statute_of_limitations.due_at': (row) => {
      const task = by('statute_of_limitations')(row);
      return task ? readField(named('Task')(), task as object, 'due_at') : null;
    },
    updated_at: (row) => row.updatedAt,
  },
};
