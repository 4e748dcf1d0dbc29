import type { ReactNode } from 'react';
import { Wordmark } from '../design/mark.tsx';

/** The two sides of the door: what this is, and the form. */
export function AuthPage({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(22rem,5fr)_7fr]">
      <aside className="hidden flex-col justify-between bg-nav p-10 text-nav-ink lg:flex">
        <a href="/" className="w-fit text-nav-strong">
          <Wordmark />
        </a>
        <div>
          <p className="max-w-sm text-[1.75rem] leading-snug font-semibold tracking-tight text-nav-strong">
            Your firm’s month, to the cent, while it is still this month.
          </p>
          <dl className="mt-10 grid max-w-sm gap-5 text-sm">
            {promises.map(([term, text]) => (
              <div key={term} className="border-t border-nav-line pt-4">
                <dt className="font-medium text-nav-strong">{term}</dt>
                <dd className="mt-0.5">{text}</dd>
              </div>
            ))}
          </dl>
        </div>
        <p className="text-xs">Reads from Clio Manage. Never writes to it.</p>
      </aside>
      <main className="flex flex-col px-5 py-6 sm:px-10">
        <a href="/" className="w-fit lg:hidden">
          <Wordmark />
        </a>
        <div className="m-auto w-full max-w-sm py-10">
          <h1 className="text-[1.75rem] leading-tight font-semibold">{title}</h1>
          <div className="mt-2 mb-7 text-soft">{lead}</div>
          {children}
        </div>
      </main>
    </div>
  );
}

const promises = [
  ['Every number shows its formula', 'What is counted, by which date, and as of when.'],
  ['Always in step with Clio', 'Synchronised in the background, with progress that you can watch.'],
  ['One firm’s data stays one firm’s', 'Separated in the database itself, not only on the screen.'],
] as const;
