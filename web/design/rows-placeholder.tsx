import { Skeleton } from './skeleton.tsx';

/** Stands for a table while its rows are loading. */
export function RowsPlaceholder({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="rounded-2xl border border-line bg-surface shadow-panel">
      {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
        <div
          key={row}
          className="grid grid-cols-[2fr_1fr] gap-6 border-line px-5 py-4 not-first:border-t sm:grid-cols-[2fr_1fr_1fr]"
        >
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-4 w-full self-center" />
          <Skeleton className="h-4 w-full self-center max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
