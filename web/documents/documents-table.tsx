'use client';

import Link from 'next/link';
import { classNames } from '../design/class-names.ts';
import { type SortedColumn, SortedHeader } from '../design/sorted-header.tsx';
import { Unknown } from '../design/unknown.tsx';
import { useNowMs } from '../design/use-now.ts';
import { useFirm } from '../firm/firm-context.tsx';
import type { DocumentOrderField, DocumentsQuery, OrderDirection } from '../generated/graphql.ts';
import { DownloadButton, DownloadNote } from './download-button.tsx';
import { useDownload } from './use-download.ts';

type Row = NonNullable<DocumentsQuery['firm']>['documents']['nodes'][number];

const columns: readonly SortedColumn<DocumentOrderField>[] = [
  { name: 'Document', field: 'NAME', first: 'ASC' },
  { name: 'Matter', className: 'w-[22%] max-md:hidden' },
  { name: 'Size', className: 'w-28 max-lg:hidden' },
  { name: 'Changed', field: 'UPDATED_AT', first: 'DESC', className: 'w-40 max-sm:hidden' },
];

export function DocumentsTable({
  documents,
  stale,
  sort,
  direction,
  onSort,
}: {
  documents: readonly Row[];
  stale: boolean;
  sort: DocumentOrderField;
  direction: OrderDirection;
  onSort: (field: DocumentOrderField, direction: OrderDirection) => void;
}) {
  const now = useNowMs(60_000);
  return (
    <div
      className={classNames(
        'overflow-clip rounded-2xl border border-line bg-surface shadow-panel transition-opacity',
        stale && 'opacity-60',
      )}
    >
      <table aria-busy={stale} className="w-full table-fixed text-sm">
        <caption className="sr-only">Documents of the firm</caption>
        <thead className="sticky top-14 z-10 bg-sunken text-left text-[0.8125rem] text-soft">
          <tr>
            {columns.map((column) => (
              <SortedHeader key={column.name} column={column} sort={sort} direction={direction} onSort={onSort} />
            ))}
            <th scope="col" className="w-40 max-sm:w-16">
              <span className="sr-only">Download</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <DocumentRow key={document.id} document={document} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DocumentRow({ document, now }: { document: Row; now: number }) {
  const { id, formats } = useFirm();
  const { download, start } = useDownload(document.id);
  const { matter, contact, sizeBytes, updatedAt } = document;
  const name = document.name ?? document.filename ?? 'Without a name';
  const size = typeof sizeBytes === 'number' ? formats.bytes(sizeBytes) : undefined;
  return (
    <tr className="border-t border-line transition-colors hover:bg-sunken">
      <th scope="row" className="px-5 py-3.5 text-left align-top font-normal">
        <span className="block truncate font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-soft md:hidden">
          {[matter?.displayNumber ?? contact?.name, size].filter(Boolean).join(' · ')}
          {updatedAt ? <span className="sm:hidden"> · {formats.ago(updatedAt, now)}</span> : null}
        </span>
        <DownloadNote download={download} />
      </th>
      <td className="truncate px-5 py-3.5 align-top max-md:hidden">
        {matter ? (
          <Link href={`/firms/${id}/matters/${matter.id}`} className="underline-offset-4 hover:underline">
            {matter.displayNumber}
          </Link>
        ) : (
          (contact?.name ?? <Unknown />)
        )}
      </td>
      <td className="numeric px-5 py-3.5 align-top text-soft max-lg:hidden">{size ?? <Unknown />}</td>
      <td className="px-5 py-3.5 align-top text-soft max-sm:hidden">
        {updatedAt ? (
          <time dateTime={updatedAt} title={formats.instant(updatedAt)}>
            {formats.ago(updatedAt, now)}
          </time>
        ) : (
          <Unknown />
        )}
      </td>
      <td className="px-3 py-1 text-right align-top">
        <DownloadButton name={name} download={download} onStart={start} />
      </td>
    </tr>
  );
}
