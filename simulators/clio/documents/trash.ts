import { ClioError } from '../api/errors.ts';
import type { DocumentRow, FolderRow, ItemRow } from '../firm/document-rows.ts';
import type { Firm } from '../firm/firm.ts';
import type { ContactRow } from '../firm/people-rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import type { Edit } from '../writes/edit.ts';

const trashSeconds = 30 * 86_400;
const itemsMax = 100_000;

const trashes = new WeakMap<Firm, Set<ItemRow>>();

export function trashDocument(edit: Edit, document: DocumentRow): void {
  if (document.locked) throw new ClioError(409, 'Conflict', 'The document is locked.');
  put(edit, document, edit.now);
}

/** The files of a matter or contact that is deleted go into the trash, locked or not, and belong to nobody then. */
export function trashFilesOf(edit: Edit, owner: MatterRow | ContactRow): void {
  const { documents, folders } = edit.firm.tables;
  const own = new Set(folders.rows.filter(({ matter, contact }) => matter === owner || contact === owner));
  const papers = documents.rows.filter(({ parent }) => own.has(parent));
  for (const item of [...own, ...papers]) if (item.deletedAt === null) put(edit, item, edit.now);
  for (const folder of own) Object.assign(edit.touch('folders', folder), { matter: null, contact: null });
}

/** A folder takes everything below it along. */
export function trashFolder(edit: Edit, folder: FolderRow): void {
  if (folder.parent === null) throw deleteFailed('The root folder cannot be deleted.');
  const below = itemsBelow(edit.firm, folder).filter(({ deletedAt }) => deletedAt === null);
  if (below.length > itemsMax) throw deleteFailed(`The folder has more than ${itemsMax} items.`);
  if ([folder, ...below].some(({ locked }) => locked)) throw deleteFailed('The folder has locked items.');
  for (const item of [folder, ...below]) put(edit, item, edit.now);
}

/**
 * Takes an item out of the trash; a folder brings back what went with it. Where the folder it lay in is in the trash
 * too, it comes back into the nearest one above that is not.
 */
export function restore(edit: Edit, item: ItemRow): void {
  const { deletedAt } = item;
  if (deletedAt === null) return;
  const gone =
    item.kind === 'Folder' ? itemsBelow(edit.firm, item).filter((below) => below.deletedAt === deletedAt) : [];
  for (const restored of [item, ...gone]) {
    edit.touch(tableNameOf(restored), restored);
    restored.deletedAt = null;
    trashOf(edit.firm).delete(restored);
  }
  for (let parent = item.parent; parent?.deletedAt != null && parent.parent; ) {
    parent = parent.parent;
    item.parent = parent;
  }
}

/** Ends what has been in the trash for thirty days. Nobody is told: the deletion was, when it was thrown away. */
export function purgeTrash(firm: Firm, nowMs: number): void {
  const before = Math.floor(nowMs / 1000) - trashSeconds;
  const trash = trashOf(firm);
  for (const item of trash) {
    if (item.deletedAt === null || item.deletedAt > before) continue;
    trash.delete(item);
    if (item.kind === 'Document') {
      for (const version of item.versions) firm.tables.document_versions.remove(version);
      firm.tables.documents.remove(item);
    } else {
      firm.tables.folders.remove(item);
    }
    firm.version++;
  }
}

function put(edit: Edit, item: ItemRow, at: number): void {
  edit.trash(tableNameOf(item), item);
  item.deletedAt = at;
  trashOf(edit.firm).add(item);
}

function itemsBelow({ tables }: Firm, folder: FolderRow): ItemRow[] {
  const all: ItemRow[] = [...tables.folders.rows, ...tables.documents.rows];
  return all.filter((item) => {
    for (let above = item.parent; above; above = above.parent) if (above === folder) return true;
    return false;
  });
}

function trashOf(firm: Firm): Set<ItemRow> {
  let trash = trashes.get(firm);
  if (!trash) {
    const { folders, documents } = firm.tables;
    trash = new Set([...folders.rows, ...documents.rows].filter(({ deletedAt }) => deletedAt !== null));
    trashes.set(firm, trash);
  }
  return trash;
}

export function tableNameOf({ kind }: ItemRow): 'folders' | 'documents' {
  return kind === 'Folder' ? 'folders' : 'documents';
}

function deleteFailed(message: string): ClioError {
  return new ClioError(400, 'DeleteFailed', message);
}
