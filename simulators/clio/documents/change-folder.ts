import type { ApiCall } from '../api/call.ts';
import { unprocessable } from '../api/errors.ts';
import { requireMatch } from '../api/if-match.ts';
import { showRow } from '../api/show-record.ts';
import type { FolderRow } from '../firm/document-rows.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Reply } from '../http/exchange.ts';
import { folders } from '../resources/folders.ts';
import { readField } from '../resources/shape.ts';
import { Edit } from '../writes/edit.ts';
import { readData } from '../writes/read-data.ts';
import { optionalText, requiredText } from './input.ts';
import { labelsFrom } from './labels.ts';
import { folderFrom, newFolder } from './place.ts';
import { restore } from './trash.ts';

/** `POST /api/v4/folders.json`. */
export async function createFolder(call: ApiCall, creator: UserRow): Promise<Reply> {
  const data = await readData(call.request);
  const edit = new Edit(call.world, call.firm);
  const name = requiredText(data, 'name');
  const labels = labelsFrom({ firm: call.firm, name, category: null, properties: [] }, data, edit.now);
  const parent = folderFrom(edit, data, creator);
  const { matter, contact } = parent;
  const folder = { ...newFolder(edit, { name, parent, matter, contact, creator }), ...labels };
  edit.add('folders', folder);
  edit.commit();
  return { ...showRow(call, folders, folder), status: 201 };
}

/** `PATCH /api/v4/folders/{id}.json`: renames, moves within its matter or to another one, restores from the trash. */
export async function updateFolder(call: ApiCall, folder: FolderRow, editor: UserRow): Promise<Reply> {
  const data = await readData(call.request);
  requireMatch(call.request, String(readField(folders.shape, folder, 'etag')));
  if (folder.deletedAt !== null && data['restore'] !== true) throw unprocessable('The folder is in the trash');
  const edit = new Edit(call.world, call.firm);
  const name = optionalText(data, 'name') ?? folder.name;
  const labels = labelsFrom(folder, data, edit.now);
  if (folder.parent === null && (data['parent'] !== undefined || name !== folder.name)) {
    throw unprocessable('The root folder can be neither moved nor renamed');
  }
  const moved = data['parent'] === undefined ? undefined : folderFrom(edit, data, editor);
  if (moved && isWithin(moved, folder)) throw unprocessable('A folder cannot be moved into itself');

  edit.touch('folders', folder);
  restore(edit, folder);
  if (moved) move(edit, folder, moved);
  Object.assign(folder, labels, { name });
  edit.commit();
  return showRow(call, folders, folder);
}

/** Everything below goes along: documents follow their folder, folders are told the matter they now belong to. */
function move(edit: Edit, folder: FolderRow, parent: FolderRow): void {
  folder.parent = parent;
  const rows = edit.firm.tables.folders.rows.filter((row) => isWithin(row, folder));
  for (const row of rows) {
    edit.touch('folders', row);
    row.matter = parent.matter;
    row.contact = parent.contact;
  }
}

function isWithin(row: FolderRow, folder: FolderRow): boolean {
  for (let above: FolderRow | null = row; above; above = above.parent) if (above === folder) return true;
  return false;
}
