import { unprocessable } from '../api/errors.ts';
import type { Firm } from '../firm/firm.ts';
import type { CommunicationRow } from '../firm/office-rows.ts';
import type { ContactRow, UserRow } from '../firm/people-rows.ts';
import { participant } from '../resources/participants.ts';
import type { Edit } from './edit.ts';
import { propertiesFrom } from './external-properties.ts';
import { assign, type Given, keep } from './given.ts';
import type { Writer } from './writer.ts';

const types = ['EmailCommunication', 'PhoneCommunication'] as const;

/** Here one user and one contact stand at the ends of a communication; further ones are shown, and not searched by. */
export const communicationWriter: Writer<CommunicationRow> = {
  name: 'communications',

  create(given, edit) {
    given.require('type', 'subject', 'body', 'received_at');
    const { matters, users } = edit.firm.tables;
    const type = given.word('type', types) ?? 'EmailCommunication';
    const matter = given.relatedOrNone('matter', matters) ?? null;
    const senders = endsOf(given, 'senders', edit.firm);
    const receivers = endsOf(given, 'receivers', edit.firm);
    const everyone = [...senders, ...receivers];
    const contact = everyone.find((end): end is ContactRow => !('rateCents' in end)) ?? matter?.client;
    if (!contact) throw unprocessable('senders or receivers must name a contact');
    const row = edit.add('communications', {
      ...edit.newRow(),
      type,
      matter,
      user: everyone.find((end): end is UserRow => 'rateCents' in end) ?? users.find(edit.user.id) ?? edit.user,
      contact,
      outgoing: !senders.includes(contact),
      receivedAt: given.instant('received_at') ?? edit.now,
      subject: given.words('subject') ?? '',
      body: given.words('body') ?? '',
    });
    keepEnds(row, given, edit.firm);
    writeProperties(row, given, edit);
    return row;
  },

  update(row, given, edit) {
    const { firm } = edit;
    assign(row, {
      matter: given.relatedOrNone('matter', firm.tables.matters),
      receivedAt: given.instant('received_at'),
      subject: given.words('subject'),
      body: given.words('body'),
    });
    keepEnds(row, given, firm);
    writeProperties(row, given, edit);
  },

  remove(row, edit) {
    edit.remove('communications', row);
  },
};

function writeProperties(row: CommunicationRow, given: Given, { firm, now }: Edit): void {
  if (!given.has('external_properties')) return;
  const { subject: name, properties = [] } = row;
  row.properties = propertiesFrom({ firm, name, properties }, given.data, now);
}

function endsOf(given: Given, name: 'senders' | 'receivers', { tables }: Firm): (UserRow | ContactRow)[] {
  return given
    .items(name)
    .filter((item) => item.flag('_deleted') !== true)
    .map((item) => {
      const inside = item.word('type', ['User', 'Contact']) === 'User' ? tables.users : tables.contacts;
      const row = inside.find(Number(item.data['id']));
      if (!row) throw unprocessable(`${name}: there is no such ${item.data['type']}`);
      return row;
    });
}

function keepEnds(row: CommunicationRow, given: Given, firm: Firm): void {
  for (const name of ['senders', 'receivers'] as const) {
    if (given.has(name)) keep(row, { [name]: endsOf(given, name, firm).map(participant) });
  }
}
