import { contactKind } from '../contact/contact-kind.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { Folder } from './folder.ts';
import { folderKind } from './folder-kind.ts';
import { folderList } from './folder-list.ts';

export const folderResolvers = [
  firmList('folders', "The firm's folders.", folderList),
  ownedList(Matter, { name: 'folders', description: 'Folders of the matter.', column: 'matter_clio_id' }, folderList),
  relation(
    Folder,
    'parent',
    folderKind,
    ({ parentClioId }) => parentClioId,
    'The folder that it lies in; null at the top.',
  ),
  relation(Folder, 'matter', matterKind, ({ matterClioId }) => matterClioId),
  relation(Folder, 'contact', contactKind, ({ contactClioId }) => contactClioId),
];

export const folderReference = reference(folderKind);
