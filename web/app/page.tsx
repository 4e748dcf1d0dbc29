import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { ButtonLink } from '../design/button.tsx';
import { Wordmark } from '../design/mark.tsx';

/** What this is, in one screen. */
export default function LandingPage() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex min-h-18 w-full max-w-6xl items-center justify-between gap-4 px-5 sm:px-8">
        <Wordmark />
        <nav aria-label="Account" className="flex items-center gap-1">
          <ButtonLink href="/sign-in" look="quiet">
            Sign in
          </ButtonLink>
          <ButtonLink href="/sign-up" className="max-sm:hidden">
            Create account
          </ButtonLink>
        </nav>
      </header>
      <main className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-14 px-5 py-12 sm:px-8 lg:grid-cols-[6fr_5fr]">
        <div>
          <h1 className="text-[2.5rem] leading-[1.08] font-semibold tracking-[-0.03em] sm:text-[3.5rem]">
            Know what your firm worked, billed and collected.
          </h1>
          <p className="mt-6 max-w-lg text-lg text-soft">
            Smarter Firms keeps a live copy of your Clio Manage data and turns it into numbers that you can trust: each
            with its formula, its date basis and the moment it is true for.
          </p>
          <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
            <ButtonLink href="/sign-up" className="px-5">
              Create account <ArrowRight aria-hidden className="size-4" />
            </ButtonLink>
            <span className="text-sm text-soft">
              Already a customer?{' '}
              <Link href="/sign-in" className="font-medium text-accent underline underline-offset-3">
                Sign in
              </Link>
            </span>
          </div>
        </div>
        <Statement />
      </main>
      <footer className="mx-auto w-full max-w-6xl px-5 py-6 text-sm text-soft sm:px-8">
        Works with Clio Manage in the United States, Canada, Europe and Australia.
      </footer>
    </div>
  );
}

/** How a number is explained, as a picture of the product: no figures that belong to nobody. */
function Statement() {
  return (
    <ol className="rounded-2xl border border-line bg-surface shadow-over">
      {lines.map(({ name, formula, basis }) => (
        <li key={name} className="border-line px-6 py-5 not-last:border-b">
          <div className="total-rule flex items-baseline justify-between gap-4 pb-1.5">
            <span className="text-lg font-semibold">{name}</span>
            <span className="text-sm text-soft">{basis}</span>
          </div>
          <p className="mt-2.5 text-sm text-soft">{formula}</p>
        </li>
      ))}
    </ol>
  );
}

const lines = [
  { name: 'Hours worked', basis: 'by work date', formula: 'Every time entry of the month, billable or not.' },
  { name: 'Billed', basis: 'by issue date', formula: 'Every bill issued in the month, as it stands after discounts.' },
  {
    name: 'Collected',
    basis: 'by payment date',
    formula: 'What clients paid in the month, whenever the work was done.',
  },
];
