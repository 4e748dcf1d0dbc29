'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

/** A pause in typing after which the list follows. */
const debounceMs = 250;

/** The words that a list is searched for. */
export function SearchField({
  label,
  placeholder,
  query,
  onChange,
}: {
  label: string;
  placeholder: string;
  query: string;
  /** Null where nothing is searched for. */
  onChange: (query: string | null) => void;
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
      onChangeNow.current(wanted || null);
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <label className="relative min-w-0 flex-1 basis-64">
      <span className="sr-only">{label}</span>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-4.5 -translate-y-1/2 text-soft"
      />
      <input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={placeholder}
        className="min-h-11 w-full rounded-lg border border-line-strong bg-surface pr-3 pl-10.5 placeholder:text-soft hover:border-ink focus-visible:outline-offset-0"
      />
    </label>
  );
}
