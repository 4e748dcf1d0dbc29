import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A titled sheet on the page. */
export function Panel({
  title,
  aside,
  children,
  className,
  flush = false,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Leaves the padding to the content, for tables and lists. */
  flush?: boolean;
}) {
  return (
    <section className={classNames('min-w-0 rounded-2xl border border-line bg-surface shadow-panel', className)}>
      {title ? (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3 sm:px-6">
          <h2 className="font-semibold">{title}</h2>
          {aside}
        </header>
      ) : null}
      <div className={flush ? undefined : classNames('px-5 pb-5 sm:px-6 sm:pb-6', !title && 'pt-5 sm:pt-6')}>
        {children}
      </div>
    </section>
  );
}
