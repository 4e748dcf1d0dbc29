'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../design/button.tsx';
import { useFirm } from './firm-context.tsx';

export interface PagerProps<Size extends number> {
  /** From 1. */
  page: number;
  pageSize: Size;
  pageSizes: readonly Size[];
  /** Entries on this page. */
  shown: number;
  total: number;
  hasNext: boolean;
  busy: boolean;
  onNext: () => void;
  onFirst: () => void;
  onPageSize: (size: Size) => void;
}

/**
 * Paging by cursor. Cursors lead forward; the way back is the browser's history, which holds each page that was visited.
 * After a reload in the middle there may be none, so the first page is always one press away.
 */
export function Pager<Size extends number>(props: PagerProps<Size>) {
  const { page, pageSize, pageSizes, shown, total, hasNext, busy, onNext, onFirst, onPageSize } = props;
  const { formats } = useFirm();
  const startedAt = useRef(page);
  const start = (page - 1) * pageSize + 1;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 text-sm">
      <p className="numeric text-soft">
        {formats.count(start)}–{formats.count(start + shown - 1)} of {formats.count(total)}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-2 text-soft">
          Rows
          <select
            value={pageSize}
            onChange={(event) => {
              const size = pageSizes.find((each) => each === Number(event.target.value));
              if (size) onPageSize(size);
            }}
            className="min-h-10 rounded-lg border border-line bg-surface pr-8 pl-3 text-ink"
          >
            {pageSizes.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </select>
        </label>
        {page > 1 && page <= startedAt.current ? (
          <Button look="secondary" disabled={busy} onClick={onFirst}>
            <ChevronLeft aria-hidden className="size-4" /> First page
          </Button>
        ) : (
          <Button look="secondary" disabled={page === 1 || busy} onClick={() => window.history.back()}>
            <ChevronLeft aria-hidden className="size-4" /> Previous
          </Button>
        )}
        <Button look="secondary" disabled={!hasNext || busy} onClick={onNext}>
          Next <ChevronRight aria-hidden className="size-4" />
        </Button>
      </div>
    </nav>
  );
}
