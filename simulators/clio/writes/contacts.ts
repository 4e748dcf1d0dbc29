import { unprocessable } from '../api/errors.ts';
import type { ContactRow } from '../firm/people-rows.ts';
import { displayNumber } from '../resources/matters.ts';
import { mattersOf } from '../resources/matters-of-contact.ts';
import { writeContactChildren } from './contact-children.ts';
import { withoutCustomValues, writeCustomValues } from './custom-values.ts';
import type { Edit } from './edit.ts';
import { assign, type Given, keep } from './given.ts';
import { removeContact } from './remove-contact.ts';
import type { Writer } from './writer.ts';

export const contactWriter: Writer<ContactRow> = {
  name: 'contacts',

  create(given, edit) {
    given.require('type');
    const contact: ContactRow = {
      ...edit.newRow(),
      company: null,
      isCompany: given.word('type', ['Person', 'Company']) === 'Company',
      isClient: false,
      companyName: null,
      prefix: null,
      firstName: null,
      middleName: null,
      lastName: null,
      title: null,
      birthDay: null,
      email: null,
      secondEmail: null,
      phone: null,
      secondPhone: null,
      street: null,
      city: '',
      province: '',
      postalCode: '',
      customValues: undefined,
    };
    withoutCustomValues(contact);
    apply(contact, given, edit);
    edit.add('contacts', contact);
    writeParts(contact, given);
    return contact;
  },

  update(contact, given, edit) {
    keepMatterNumbers(contact);
    apply(contact, given, edit);
    writeParts(contact, given);
  },

  remove: removeContact,
};

/** The numbers of a client's matters were made from the name and stay when that changes. */
function keepMatterNumbers(contact: ContactRow): void {
  for (const matter of mattersOf(contact)) matter.numberedAs ??= displayNumber(matter);
}

/** A person is written by the parts of the name: a whole `name` alone is refused, as Clio does. */
function apply(contact: ContactRow, given: Given, edit: Edit): void {
  if (contact.isCompany) {
    assign(contact, { companyName: given.words('name') });
    if (contact.companyName === null) throw unprocessable("name can't be blank");
    return;
  }
  assign(contact, {
    prefix: given.text('prefix'),
    firstName: given.text('first_name'),
    middleName: given.text('middle_name'),
    lastName: given.text('last_name'),
    title: given.text('title'),
    birthDay: given.day('date_of_birth'),
    company: given.relatedOrNone('company', edit.firm.tables.contacts),
  });
  if (!contact.firstName && !contact.lastName) throw unprocessable("first_name or last_name can't be blank");
  if (contact.company && !contact.company.isCompany) throw unprocessable('company must be a contact of type Company');
}

function writeParts(contact: ContactRow, given: Given): void {
  writeContactChildren(contact, given);
  writeCustomValues(contact, 'Contact', given);
  keep(contact, {
    sales_tax_number: given.text('sales_tax_number'),
    ledes_client_id: given.text('ledes_client_id'),
    require_utbms_codes: given.flag('require_utbms_codes'),
    clio_connect_email: given.text('clio_connect_email'),
  });
}
