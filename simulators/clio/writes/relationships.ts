import { unprocessable } from '../api/errors.ts';
import type { RelationshipRow } from '../firm/work-rows.ts';
import { assign } from './given.ts';
import type { Writer } from './writer.ts';

export const relationshipWriter: Writer<RelationshipRow> = {
  name: 'relationships',

  create(given, edit) {
    const { contacts, matters } = edit.firm.tables;
    const matter = given.related('matter', matters);
    const contact = given.related('contact', contacts);
    if (!matter) throw unprocessable("matter can't be blank");
    if (!contact) throw unprocessable("contact can't be blank");
    return edit.add('relationships', {
      ...edit.newRow(),
      matter,
      contact,
      description: given.text('description') ?? null,
    });
  },

  update(row, given, { firm: { tables } }) {
    assign(row, {
      matter: given.related('matter', tables.matters),
      contact: given.related('contact', tables.contacts),
      description: given.text('description'),
    });
  },

  remove(row, edit) {
    edit.remove('relationships', row);
  },
};
