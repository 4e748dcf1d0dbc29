import { dayText } from '../firm/days.ts';
import { firstNames, lastNames } from '../firm/people-names.ts';
import type { Edit } from '../writes/edit.ts';
import { change, create, type Happening, remove, someRow } from './happening.ts';

const causes = ['Lease dispute', 'Purchase of a house', 'Employment claim', 'Estate', 'Collision', 'Trademark'];
const towns = ['Oakland', 'Halifax', 'Leeds', 'Geelong', 'Portland'];

const matterWith = ({ firm }: Edit, random: Parameters<Happening['happen']>[1], status: string) =>
  someRow(firm.tables.matters.rows, random, (matter) => matter.status === status);

/** Who comes, goes and changes: clients, their matters, and the firm's own people. */
export const matterHappenings = {
  matter_opened: {
    weight: 4,
    happen(edit, random) {
      const { contacts, practice_areas: areas, users } = edit.firm.tables;
      const client = someRow(contacts.rows, random);
      const attorney = someRow(users.rows, random, (user) => user.attorney && user.leftDay === null);
      const area = someRow(areas.rows, random);
      if (!client || !attorney) return undefined;
      const data = {
        client: { id: client.id },
        description: `${random.pick(causes)} ${random.between(100, 999)}`,
        status: random.chance(0.3) ? 'pending' : 'open',
        responsible_attorney: { id: attorney.id },
        ...(area && { practice_area: { id: area.id } }),
      };
      return create('matters', data, edit);
    },
  },
  matter_accepted: {
    weight: 2,
    happen: (edit, random) => change('matters', matterWith(edit, random, 'Pending'), { status: 'open' }, edit),
  },
  matter_pended: {
    weight: 1,
    happen: (edit, random) => change('matters', matterWith(edit, random, 'Open'), { status: 'pending' }, edit),
  },
  matter_closed: {
    weight: 3,
    happen: (edit, random) => change('matters', matterWith(edit, random, 'Open'), { status: 'closed' }, edit),
  },
  matter_reopened: {
    weight: 1,
    happen: (edit, random) => change('matters', matterWith(edit, random, 'Closed'), { status: 'open' }, edit),
  },
  matter_edited: {
    weight: 6,
    happen(edit, random) {
      const attorney = someRow(edit.firm.tables.users.rows, random, (user) => user.attorney && user.leftDay === null);
      const data = random.chance(0.5)
        ? { description: `${random.pick(causes)} ${random.between(100, 999)}` }
        : { location: random.pick(towns), ...(attorney && { responsible_attorney: { id: attorney.id } }) };
      return change('matters', matterWith(edit, random, 'Open'), data, edit);
    },
  },
  /** One without bills and money, which therefore can go. */
  matter_deleted: {
    weight: 1,
    happen(edit, random) {
      const { bank_transactions: transactions, bills, matters } = edit.firm.tables;
      const kept = new Set([...bills.rows, ...transactions.rows].map(({ matter }) => matter));
      return remove(
        'matters',
        someRow(matters.rows, random, (matter) => !kept.has(matter)),
        edit,
      );
    },
  },
  contact_met: {
    weight: 3,
    happen(edit, random) {
      const [first, last] = [random.pick(firstNames), random.pick(lastNames)];
      const email = { name: 'Home', address: `contact${random.between(1000, 99_999)}@mail.example` };
      const data = { type: 'Person', first_name: first, last_name: last, email_addresses: [email] };
      return create('contacts', data, edit);
    },
  },
  contact_edited: {
    weight: 5,
    happen(edit, random) {
      const row = someRow(edit.firm.tables.contacts.rows, random, ({ isCompany }) => !isCompany);
      const phone = { name: 'Mobile', number: `510-555-0${random.between(100, 199)}`, default_number: true };
      const before = row && random.chance(0.5) ? { last_name: random.pick(lastNames) } : { phone_numbers: [phone] };
      return change('contacts', row, before, edit);
    },
  },
  /** One that is no client and supplied nothing that is unbilled, which therefore can go. */
  contact_deleted: {
    weight: 1,
    happen(edit, random) {
      const { activities, contacts, matters } = edit.firm.tables;
      const kept = new Set<unknown>(matters.rows.map(({ client }) => client));
      for (const { bill, nonBillable, vendor } of activities.rows) if (!bill && !nonBillable) kept.add(vendor);
      return remove(
        'contacts',
        someRow(contacts.rows, random, (contact) => !kept.has(contact)),
        edit,
      );
    },
  },
  party_joined: {
    weight: 2,
    happen(edit, random) {
      const contact = someRow(edit.firm.tables.contacts.rows, random);
      const matter = matterWith(edit, random, 'Open');
      if (!contact || !matter) return undefined;
      const data = { matter: { id: matter.id }, contact: { id: contact.id }, description: 'Opposing counsel' };
      return create('relationships', data, edit);
    },
  },
  field_filled: {
    weight: 2,
    happen(edit, random) {
      const matter = matterWith(edit, random, 'Open');
      const name = `Hearing date ${random.between(100, 999)}`;
      const definition = { name, parent_type: 'matter', field_type: 'date', displayed: false };
      const field = matter && create('custom_fields', definition, edit);
      const value = { custom_field: { id: field?.id }, value: dayText(edit.today + random.between(5, 90)) };
      return change('matters', matter, { custom_field_values: [value] }, edit);
    },
  },
  /** Neither the owner nor whoever let an application in: that is another thing to happen. */
  person_left: {
    weight: 0.2,
    happen(edit, random) {
      const { grants } = edit.world;
      const there = edit.firm.tables.users.rows.filter(({ leftDay }) => leftDay === null);
      const row = someRow(there, random, ({ id, owner }) => !owner && !grants.isGrantedBy(id));
      if (!row || there.length < 4) return undefined;
      edit.touch('users', row).leftDay = edit.today;
      return { resource: 'users', id: row.id };
    },
  },
} as const satisfies Readonly<Record<string, Happening>>;
