import { unprocessable } from '../api/errors.ts';
import type { NoteRow } from '../firm/office-rows.ts';
import { assign, type Given } from './given.ts';
import type { Writer } from './writer.ts';

const allowedTags = ['a', 'b', 'br', 'div', 'em', 'i', 'li', 'ol', 'p', 's', 'strong', 'u', 'ul'];

/** Only the relation that `type` names is needed, although Clio's document lists both. */
export const noteWriter: Writer<NoteRow> = {
  name: 'notes',

  create(given, edit) {
    given.require('type');
    const ofMatter = given.word('type', ['Matter', 'Contact']) === 'Matter';
    const matter = ofMatter ? (given.related('matter', edit.firm.tables.matters) ?? null) : null;
    const contact = ofMatter ? null : (given.related('contact', edit.firm.tables.contacts) ?? null);
    if (!matter && !contact) throw unprocessable(`${ofMatter ? 'matter' : 'contact'} can't be blank`);
    const note: NoteRow = {
      ...edit.newRow(),
      matter,
      contact,
      author: edit.user,
      day: edit.today,
      subject: null,
      detail: '',
      richText: false,
    };
    apply(note, given);
    return edit.add('notes', note);
  },

  update(note, given) {
    apply(note, given);
  },

  remove(note, edit) {
    edit.remove('notes', note);
  },
};

function apply(note: NoteRow, given: Given): void {
  const kind = given.word('detail_text_type', ['plain_text', 'rich_text']);
  const day = given.day('date');
  assign(note, {
    subject: given.text('subject'),
    richText: kind === undefined ? undefined : kind === 'rich_text',
    day: day === null ? undefined : day,
  });
  const detail = given.text('detail');
  if (detail !== undefined) note.detail = note.richText ? withoutOtherTags(detail ?? '') : (detail ?? '');
}

function withoutOtherTags(text: string): string {
  return text.replace(/<\/?([a-z][a-z0-9]*)\b[^>]*>/gi, (tag, name: string) =>
    allowedTags.includes(name.toLowerCase()) ? tag : '',
  );
}
