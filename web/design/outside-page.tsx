import Link from 'next/link';
import type { ReactNode } from 'react';
import { Wordmark } from './mark.tsx';

/** A page with one thing on it: signing in, creating a firm, an error. */
export function OutsidePage({
  title,
  children,
  aside,
}: {
  title: string;
  children: ReactNode;
  /** The corner opposite the name. */
  aside?: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex min-h-16 items-center justify-between gap-4 px-5 sm:px-8">
        <Link href="/" aria-label="Smarter Firms, home">
          <Wordmark />
        </Link>
        {aside}
      </header>
      <main className="mx-auto w-full max-w-md flex-1 px-5 pt-[8vh] pb-16">
        <h1 className="text-[1.75rem] leading-tight font-semibold">{title}</h1>
        <div className="mt-3">{children}</div>
      </main>
    </div>
  );
}
