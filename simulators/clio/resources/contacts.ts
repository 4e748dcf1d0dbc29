import { etagOf } from '../firm/etag.ts';
import type { ContactRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import { customFieldFilter, customFieldValues } from './custom-field-values.ts';
import { commonFilters, excludeIds, filtersOn } from './filters.ts';
import { mattersOf } from './matters-of-contact.ts';
import { nested } from './nested-shapes.ts';
import { constant, date, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, many, named, never, noneOf, one, readField, type Shape } from './shape.ts';
import { trustBalances } from './trust-balances.ts';

export function contactName({ companyName, firstName, middleName, lastName }: ContactRow): string {
  return companyName ?? [firstName, middleName, lastName].filter(Boolean).join(' ');
}

export const contactShape: Shape = defineShape<ContactRow>(
  'Contact',
  {
    ...recordFields('contacts'),
    type: ({ isCompany }) => (isCompany ? 'Company' : 'Person'),
    name: contactName,
    prefix: ({ prefix }) => prefix,
    first_name: ({ firstName }) => firstName,
    middle_name: ({ middleName }) => middleName,
    last_name: ({ lastName }) => lastName,
    initials: ({ firstName, lastName }) =>
      firstName && lastName ? `${firstName.slice(0, 1)}${lastName.slice(0, 1)}`.toUpperCase() : null,
    title: ({ title }) => title,
    date_of_birth: ({ birthDay }) => date(birthDay),
    is_client: ({ isClient }) => isClient,
    is_bill_recipient: constant(false),
    is_co_counsel: constant(false),
    is_clio_for_client_user: constant(false),
    has_clio_for_clients_permission: constant(false),
    locked_clio_connect_email: constant(false),
    client_connect_user_id: constant(null),
    clio_connect_email: constant(null),
    ledes_client_id: constant(null),
    require_utbms_codes: constant(false),
    sales_tax_number: constant(null),
    primary_email_address: ({ email }) => email,
    secondary_email_address: ({ secondEmail }) => secondEmail,
    primary_phone_number: ({ phone }) => phone,
    secondary_phone_number: ({ secondPhone }) => secondPhone,
  },
  {
    account_balances: many<ContactRow>(nested('AccountBalance'), (contact) =>
      trustBalances(
        contact.firm,
        mattersOf(contact).reduce((sum, { trustCents }) => sum + trustCents, 0),
      ),
    ),
    activity_rates: noneOf(nested('ActivityRate')),
    addresses: many<ContactRow>(nested('Address'), (row) => listed(address(row))),
    avatar: never(nested('Avatar')),
    co_counsel_rate: never(nested('ActivityRate')),
    company: one<ContactRow>(named('Contact'), ({ company }) => company),
    currency: one<ContactRow>(nested('Currency'), ({ firm }) => firm.currency),
    custom_field_set_associations: noneOf(nested('CustomFieldSetAssociation')),
    custom_field_values: many<ContactRow>(named('CustomFieldValue'), (contact, view) =>
      customFieldValues(contact, 'Contact', view),
    ),
    email_addresses: many<ContactRow>(nested('EmailAddress'), (row) => [
      ...child(row, 1, row.email, (text) => ({ name: row.isCompany ? 'Work' : 'Home', address: text, primary: true })),
      ...child(row, 2, row.secondEmail, (text) => ({ name: 'Other', address: text, primary: false })),
    ]),
    folder: never(nested('Folder')),
    instant_messengers: noneOf(nested('InstantMessenger')),
    kyc_field_values: noneOf(nested('KycFieldValue')),
    legal_aid_uk_contact: never(nested('LegalAid')),
    notification_methods: noneOf(nested('NotificationMethod')),
    payment_profile: never(nested('PaymentProfile')),
    phone_numbers: many<ContactRow>(nested('PhoneNumber'), (row) => [
      ...child(row, 3, row.phone, (text) => ({ name: 'Work', number: text, primary: true })),
      ...child(row, 4, row.secondPhone, (text) => ({ name: 'Other', number: text, primary: false })),
    ]),
    primary_address: one<ContactRow>(nested('Address'), address),
    primary_web_site: never(nested('WebSite')),
    primary_work_address: one<ContactRow>(nested('Address'), (row) => (row.isCompany ? address(row) : null)),
    related_contacts: noneOf(named('Contact')),
    secondary_address: never(nested('Address')),
    web_sites: noneOf(nested('WebSite')),
  },
  { account_balances: 'accounting' },
);

const on = filtersOn(() => contactShape);
const read = (row: Row, field: string) => readField(contactShape, row, field);

export const contacts: Resource = {
  name: 'contacts',
  shape: contactShape,
  limitMax: 200,
  permission: 'Contacts',
  filters: {
    ...commonFilters,
    client_only: on.where((_, wanted, field) => wanted === 'false' || field('is_client') === true, ['true', 'false']),
    clio_connect_only: on.where((_, wanted) => wanted === 'false', ['true', 'false']),
    'custom_field_values[*]': customFieldFilter((row) => row as ContactRow),
    email_only: on.where(
      (_, wanted, field) => wanted === 'false' || field('primary_email_address') !== null,
      ['true', 'false'],
    ),
    'exclude_ids[]': excludeIds,
    initial: on.where(
      (_, wanted, field) =>
        String(field('last_name') ?? field('name'))
          .toUpperCase()
          .startsWith(wanted),
      [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
    ),
    query: on.text('name', 'primary_email_address', 'primary_phone_number'),
    shared_resource_id: on.id(() => true),
    type: on.words('type', { Company: 'Company', Person: 'Person' }),
  },
  orders: { name: (row) => read(row, 'name'), shared_at: () => null },
};

function address(row: ContactRow) {
  if (row.street === null) return null;
  return part(row, 5, {
    name: row.isCompany ? 'Work' : 'Home',
    street: row.street,
    city: row.city,
    province: row.province,
    postal_code: row.postalCode,
    country: row.firm.country,
    primary: true,
  });
}

function child(row: ContactRow, kind: number, text: string | null, fields: (text: string) => object): object[] {
  return text === null ? [] : [part(row, kind, fields(text))];
}

/** A row of a contact's child collection: it has an id of its own and lives as long as the contact. */
function part(row: ContactRow, kind: number, fields: object): object {
  const id = row.id * 8 + kind;
  const createdAt = row.firm.zone.format(row.createdAt);
  return { id, etag: etagOf(100 + kind, id, 1), ...fields, created_at: createdAt, updated_at: createdAt };
}

function listed(item: object | null): object[] {
  return item === null ? [] : [item];
}
