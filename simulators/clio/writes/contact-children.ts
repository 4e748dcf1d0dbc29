import { notFound, unprocessable } from '../api/errors.ts';
import { etagOf } from '../firm/etag.ts';
import type { ContactRow } from '../firm/people-rows.ts';
import { contactShape } from '../resources/contacts.ts';
import { readField } from '../resources/shape.ts';
import { childId } from './child-id.ts';
import { type Given, keep } from './given.ts';

interface Child {
  id: number;
  name: string;
  primary?: boolean;
  default_web_site?: boolean;
  [field: string]: unknown;
}

interface Kind {
  names: readonly string[];
  texts: readonly string[];
  /** The one that has to be written. */
  needed: string | undefined;
  /** How writing and reading call the one that stands for all. */
  flags: readonly [written: string, read: 'primary' | 'default_web_site'];
  /** Clio refuses more. */
  most: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  email_addresses: {
    names: ['Work', 'Home', 'Other'],
    texts: ['address'],
    needed: 'address',
    flags: ['default_email', 'primary'],
    most: 20,
  },
  phone_numbers: {
    names: ['Work', 'Home', 'Mobile', 'Fax', 'Pager', 'Skype', 'Other'],
    texts: ['number'],
    needed: 'number',
    flags: ['default_number', 'primary'],
    most: 20,
  },
  addresses: {
    names: ['Work', 'Home', 'Billing', 'Other'],
    texts: ['street', 'city', 'province', 'postal_code', 'country'],
    needed: undefined,
    flags: ['primary', 'primary'],
    most: 20,
  },
  web_sites: {
    names: ['Work', 'Personal', 'Twitter', 'Facebook', 'LinkedIn', 'Instant Messenger', 'Other'],
    texts: ['address'],
    needed: 'address',
    flags: ['default_web_site', 'default_web_site'],
    most: Number.POSITIVE_INFINITY,
  },
  instant_messengers: {
    names: ['Work', 'Personal', 'Other'],
    texts: ['address'],
    needed: 'address',
    flags: ['primary', 'primary'],
    most: Number.POSITIVE_INFINITY,
  },
};

/**
 * Writes the lists inside a contact: `{id,…}` changes an entry, `{…}` adds one, `{id,"_destroy":true}` takes one away.
 * What the contact shows as primary and secondary follows from them.
 */
export function writeContactChildren(contact: ContactRow, given: Given): void {
  for (const [field, kind] of Object.entries(kinds)) {
    const items = given.items(field);
    if (items.length === 0) continue;
    const before = readField(contactShape, contact, field) as readonly Child[];
    const children = changed(contact, field, kind, before, items);
    keep(contact, { [field]: children });
    project(contact, field, children);
  }
}

function changed(
  contact: ContactRow,
  field: string,
  kind: Kind,
  before: readonly Child[],
  items: readonly Given[],
): Child[] {
  const children = [...before];
  const [writtenFlag, flag] = kind.flags;
  for (const item of items) {
    const values = valuesOf(field, kind, item);
    let child: Child;
    if (item.has('id')) {
      const position = children.findIndex(({ id }) => id === Number(item.data['id']));
      const known = children[position];
      if (!known) throw notFound();
      if (item.flag('_destroy') === true) {
        children.splice(position, 1);
        continue;
      }
      child = children[position] = { ...known, ...values };
    } else {
      if (kind.needed !== undefined && !item.text(kind.needed)) {
        throw unprocessable(`${field}.${kind.needed} can't be blank`);
      }
      const id = childId(contact.firm);
      const blank = Object.fromEntries(kind.texts.map((name) => [name, null]));
      child = { id, etag: etagOf(111, id, 1), name: kind.names.at(-1) ?? 'Other', ...blank, [flag]: false, ...values };
      children.push(child);
    }
    if (item.flag(writtenFlag) === true) for (const other of children) other[flag] = other === child;
  }
  if (children.length > kind.most) throw unprocessable(`${field} must not be more than ${kind.most}`);
  const [first] = children;
  if (first && !children.some((child) => child[flag] === true)) children[0] = { ...first, [flag]: true };
  return children;
}

function valuesOf(field: string, kind: Kind, item: Given): Readonly<Record<string, unknown>> {
  const name = item.data['name'];
  if (name !== undefined && !kind.names.includes(String(name))) {
    throw unprocessable(`${field}.name must be one of ${JSON.stringify(kind.names)}`);
  }
  const texts = kind.texts.filter((text) => item.has(text)).map((text) => [text, item.text(text)]);
  return { ...(name !== undefined && { name }), ...Object.fromEntries(texts) };
}

function project(contact: ContactRow, field: string, children: readonly Child[]): void {
  const first = children.find(({ primary }) => primary === true);
  const second = children.find((child) => child !== first);
  const text = (child: Child | undefined, name: string) => (child?.[name] as string | null | undefined) ?? null;
  switch (field) {
    case 'email_addresses':
      contact.email = text(first, 'address');
      contact.secondEmail = text(second, 'address');
      return;
    case 'phone_numbers':
      contact.phone = text(first, 'number');
      contact.secondPhone = text(second, 'number');
      return;
    case 'addresses':
      keep(contact, {
        primary_address: first ?? null,
        secondary_address: second ?? null,
        primary_work_address: children.find(({ name }) => name === 'Work') ?? null,
      });
      return;
    case 'web_sites':
      keep(contact, { primary_web_site: children.find((site) => site.default_web_site === true) ?? null });
  }
}
