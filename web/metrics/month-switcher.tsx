'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFirm } from '../firm/firm-context.tsx';
import { addMonths, type Month } from './month.ts';

/** @param latest the current month: there is nothing after it. */
export function MonthSwitcher({
  month,
  latest,
  onChange,
}: {
  month: Month;
  latest: Month;
  onChange: (month: Month) => void;
}) {
  const { formats } = useFirm();
  return (
    <fieldset
      aria-label="Month"
      className="flex items-center rounded-xl border border-line bg-surface p-1 shadow-panel"
    >
      <Step label="Previous month" onClick={() => onChange(addMonths(month, -1))}>
        <ChevronLeft aria-hidden className="size-4.5" />
      </Step>
      <span aria-live="polite" className="numeric min-w-36 text-center text-sm font-medium">
        {formats.month(month)}
      </span>
      <Step label="Next month" disabled={month >= latest} onClick={() => onChange(addMonths(month, 1))}>
        <ChevronRight aria-hidden className="size-4.5" />
      </Step>
      {month < latest ? (
        <button
          type="button"
          onClick={() => onChange(latest)}
          className="min-h-9 rounded-lg px-3 text-sm font-medium text-accent hover:bg-sunken max-sm:min-h-11"
        >
          This month
        </button>
      ) : null}
    </fieldset>
  );
}

function Step({
  label,
  onClick,
  disabled = false,
  children,
}: {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-9 place-items-center rounded-lg hover:bg-sunken disabled:opacity-35 disabled:hover:bg-transparent max-sm:size-11"
    >
      {children}
    </button>
  );
}
