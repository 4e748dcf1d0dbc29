'use client';

import { classNames } from '../design/class-names.ts';
import { SearchField } from '../design/search-field.tsx';

type Status = 'OPEN' | 'PENDING' | 'CLOSED';

const statuses: readonly { value: Status | null; name: string }[] = [
  { value: null, name: 'All' },
  { value: 'OPEN', name: 'Open' },
  { value: 'PENDING', name: 'Pending' },
  { value: 'CLOSED', name: 'Closed' },
];

export function MattersToolbar({
  query,
  status,
  onChange,
}: {
  query: string;
  status: Status | null;
  onChange: (change: { q?: string | null; status?: Status | null }) => void;
}) {
  return (
    <search className="mb-4 flex flex-wrap items-center gap-3">
      <SearchField
        label="Search matters"
        placeholder="Number, description or client"
        query={query}
        onChange={(q) => onChange({ q })}
      />
      <fieldset className="flex rounded-lg border border-line bg-surface p-1 shadow-panel max-sm:w-full">
        <legend className="sr-only">Status</legend>
        {statuses.map(({ value, name }) => (
          <label
            key={name}
            className={classNames(
              'flex min-h-9 cursor-pointer items-center justify-center rounded-md px-3.5 text-sm transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:min-h-11 max-sm:flex-1',
              status === value ? 'bg-accent-wash font-medium text-accent' : 'text-soft hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="status"
              className="sr-only"
              checked={status === value}
              onChange={() => onChange({ status: value })}
            />
            {name}
          </label>
        ))}
      </fieldset>
    </search>
  );
}
