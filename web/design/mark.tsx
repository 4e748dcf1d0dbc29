/** The mark: two entries of a ledger and the rule under them. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="#0d5a46" />
      <path d="M9 9.5h14M9 15h8.5" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path d="M9 20.6h14M9 24h14" stroke="#8adcc0" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold tracking-tight">
      <Mark className="size-7" />
      Smarter Firms
    </span>
  );
}
