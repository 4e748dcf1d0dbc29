import { notFound, unprocessable } from '../api/errors.ts';
import type { DocumentRow, FolderRow } from '../firm/document-rows.ts';
import type { ContactRow, UserRow } from '../firm/people-rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { contactName } from '../resources/contacts.ts';
import type { Edit } from '../writes/edit.ts';
import { type Data, isObject } from '../writes/read-data.ts';

/**
 * Where `{"parent":{"id":1,"type":"Matter"}}` says that something is to lie: a matter and a contact stand for their root
 * folder, which is made when nothing lay there before. A document as parent is for new versions of it.
 */
export function placeFrom(edit: Edit, data: Data, creator: UserRow): FolderRow | DocumentRow {
  const parent = data['parent'];
  if (!isObject(parent)) throw unprocessable("parent can't be blank");
  const { tables } = edit.firm;
  const id = Number(parent['id']);
  switch (parent['type']) {
    case 'Folder':
      return unlessTrashed(found(tables.folders.find(id)));
    case 'Document':
      return unlessTrashed(found(tables.documents.find(id)));
    case 'Matter':
      return rootOf(edit, { matter: found(tables.matters.find(id)), contact: null }, creator);
    case 'Contact':
      return rootOf(edit, { matter: null, contact: found(tables.contacts.find(id)) }, creator);
    default:
      throw unprocessable('parent.type must be one of ["Document", "Folder", "Contact", "Matter"]');
  }
}

export function folderFrom(edit: Edit, data: Data, creator: UserRow): FolderRow {
  const place = placeFrom(edit, data, creator);
  if (place.kind === 'Folder') return place;
  throw unprocessable('parent.type must be one of ["Folder", "Contact", "Matter"]');
}

type Owner = { matter: MatterRow; contact: null } | { matter: null; contact: ContactRow };

function rootOf(edit: Edit, owner: Owner, creator: UserRow): FolderRow {
  const { rows } = edit.firm.tables.folders;
  const known = rows.find(
    ({ parent, matter, contact }) => parent === null && matter === owner.matter && contact === owner.contact,
  );
  const name = owner.matter ? `${owner.matter.number} ${owner.matter.description}` : contactName(owner.contact);
  return known ?? edit.add('folders', newFolder(edit, { ...owner, parent: null, name, creator }));
}

/** Not in its table yet. */
export function newFolder(
  { firm }: Edit,
  fields: Pick<FolderRow, 'name' | 'parent' | 'matter' | 'contact' | 'creator'>,
): FolderRow {
  return {
    firm,
    kind: 'Folder',
    id: 0,
    version: 1,
    createdAt: 0,
    updatedAt: 0,
    overrides: undefined,
    deletedAt: null,
    locked: false,
    category: null,
    properties: [],
    ...fields,
  };
}

function found<R>(row: R | undefined): R {
  if (row === undefined) throw notFound();
  return row;
}

function unlessTrashed<R extends FolderRow | DocumentRow>(row: R): R {
  if (row.deletedAt !== null) throw unprocessable('The parent is in the trash');
  return row;
}
