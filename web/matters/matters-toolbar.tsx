'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classNames } from '../design/class-names.ts';

type Status = 'OPEN' | 'PENDING' | 'CLOSED';

const statuses: readonly { value: Status | null; name: string }[] = [
  { value: null, name: 'All' },
  { value: 'OPEN', name: 'Open' },
  { value: 'PENDING', name: 'Pending' },
  { value: 'CLOSED', name: 'Closed' },
];

/** A pause in typing after which the list follows. */
const debounceMs = 250;

export function MattersToolbar({
  query,
  status,
  onChange,
}: {
  query: string;
  status: Status | null;
  onChange: (change: { q?: string | null; status?: Status | null }) => void;
}) {
  const [text, setText] = useState(query);
  const sent = useRef(query);
  const onChangeNow = useRef(onChange);
  onChangeNow.current = onChange;

  // The address may change without typing: back button, "clear".
  useEffect(() => {
    if (query === sent.current) return;
    sent.current = query;
    setText(query);
  }, [query]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      onChangeNow.current({ q: wanted || null });
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <search className="mb-4 flex flex-wrap items-center gap-3">
      <label className="relative min-w-0 flex-1 basis-64">
        <span className="sr-only">Search matters</span>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 size-4.5 -translate-y-1/2 text-soft"
        />
        <input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="Number, description or client"
          className="min-h-11 w-full rounded-lg border border-line-strong bg-surface pr-3 pl-10.5 placeholder:text-soft hover:border-ink focus-visible:outline-offset-0"
        />
      </label>
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
