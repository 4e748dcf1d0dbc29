'use client';

import { SearchField } from '../design/search-field.tsx';
import { type FileKind, fileKinds } from './documents-url.ts';

const kinds = Object.entries(fileKinds) as [FileKind, { name: string }][];

export function DocumentsToolbar({
  query,
  kind,
  onChange,
}: {
  query: string;
  kind: FileKind | null;
  onChange: (change: { q?: string | null; kind?: FileKind | null }) => void;
}) {
  return (
    <search className="mb-4 flex flex-wrap items-center gap-3">
      <SearchField
        label="Search documents"
        placeholder="Name or file name"
        query={query}
        onChange={(q) => onChange({ q })}
      />
      <label className="max-sm:w-full">
        <span className="sr-only">Kind of file</span>
        <select
          value={kind ?? ''}
          onChange={({ target }) => onChange({ kind: kinds.find(([each]) => each === target.value)?.[0] ?? null })}
          className="min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 pr-8 hover:border-ink"
        >
          <option value="">All files</option>
          {kinds.map(([value, { name }]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
