import { nodeKind } from '../listing/node-kind.ts';
import { Folder, type FolderRow, toFolder } from './folder.ts';

export const folderKind = nodeKind<FolderRow, Folder>({
  name: 'Folder',
  type: Folder,
  scope: 'matters:read',
  idKind: 'folder',
  table: 'folder',
  columns: ['name', 'root', 'locked', 'clioUpdatedAt', 'parentClioId', 'matterClioId', 'contactClioId'],
  show: toFolder,
});
