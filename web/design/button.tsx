import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover shadow-panel',
  secondary: 'bg-surface text-ink border border-line hover:bg-sunken shadow-panel',
  quiet: 'text-soft hover:text-ink hover:bg-sunken',
  danger: 'bg-surface text-fail border border-line hover:bg-fail-wash',
};

const shape =
  'inline-flex min-h-10 items-center justify-center gap-2 rounded-lg px-4 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-55 max-sm:min-h-11';

export interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  /** Shows that the press is being worked on: the label and the keyboard's place stay, a second press does nothing. */
  busy?: boolean;
}

export function Button({
  look = 'primary',
  busy = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    // A button that is disabled while it works would lose the focus.
    <button
      {...rest}
      type={type}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || rest['aria-busy']}
      className={classNames(shape, looks[look], busy && 'opacity-55', className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {children}
    </button>
  );
}

export function ButtonLink({
  look = 'primary',
  className,
  href,
  children,
}: {
  look?: Look;
  className?: string;
  href: string;
  children: ReactNode;
}) {
  return (
    <Link href={href} className={classNames(shape, looks[look], className)}>
      {children}
    </Link>
  );
}
