import { parseAsString, parseAsStringLiteral } from 'nuqs';
import { pagingUrl } from '../firm/paging-url.ts';

/** The kinds of files that a list can be narrowed to, and what their content types are. */
export const fileKinds = {
  pdf: { name: 'PDF', contentTypes: ['application/pdf'] },
  text: {
    name: 'Word and text',
    contentTypes: [
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/rtf',
      'text/plain',
    ],
  },
  sheets: {
    name: 'Spreadsheets',
    contentTypes: [
      'application/vnd.ms-excel',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/csv',
    ],
  },
  mail: { name: 'Email', contentTypes: ['message/rfc822', 'application/vnd.ms-outlook'] },
  media: {
    name: 'Pictures and recordings',
    contentTypes: ['image/jpeg', 'image/png', 'image/tiff', 'image/heic', 'video/mp4', 'audio/mpeg', 'audio/wav'],
  },
} as const;
export type FileKind = keyof typeof fileKinds;

/** What a list of documents shows is in its address: links, reloads and the back button all give the same list. */
export const documentsUrl = {
  q: parseAsString.withDefault(''),
  kind: parseAsStringLiteral(['pdf', 'text', 'sheets', 'mail', 'media'] as const satisfies readonly FileKind[]),
  sort: parseAsStringLiteral(['NAME', 'UPDATED_AT'] as const).withDefault('UPDATED_AT'),
  direction: parseAsStringLiteral(['ASC', 'DESC'] as const).withDefault('DESC'),
  ...pagingUrl,
};
