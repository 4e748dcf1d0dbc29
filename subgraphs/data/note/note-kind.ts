import { nodeKind } from '../listing/node-kind.ts';
import { Note, type NoteRow, toNote } from './note.ts';

export const noteKind = nodeKind<NoteRow, Note>({
  name: 'Note',
  type: Note,
  scope: 'matters:read',
  idKind: 'note',
  table: 'note',
  columns: [
    'regarding',
    'subject',
    'detail',
    'detailTextType',
    'date',
    'clioUpdatedAt',
    'matterClioId',
    'contactClioId',
    'authorClioId',
  ],
  show: toNote,
});
