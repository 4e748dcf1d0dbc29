'use client';

import { Bell, FileText, Gauge, KeyRound, type LucideIcon, RefreshCw, Scale } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { classNames } from '../design/class-names.ts';
import { useFirm } from './firm-context.tsx';

const links: readonly { path: string; name: string; Icon: LucideIcon; scope?: string }[] = [
  { path: '', name: 'Overview', Icon: Gauge },
  { path: '/matters', name: 'Matters', Icon: Scale },
  { path: '/documents', name: 'Documents', Icon: FileText },
  { path: '/clio', name: 'Clio sync', Icon: RefreshCw },
  { path: '/notifications', name: 'Notifications', Icon: Bell },
  { path: '/api-keys', name: 'API keys', Icon: KeyRound, scope: 'api-keys:read' },
];

export function NavigationLinks({ narrow }: { narrow: boolean }) {
  const { id, may } = useFirm();
  const current = usePathname();
  const home = `/firms/${id}`;
  return (
    <nav aria-label="Firm" className="mt-4 grid gap-0.5">
      {links
        .filter(({ scope }) => !scope || may(scope))
        .map(({ path, name, Icon }) => {
          const href = home + path;
          const here = path ? current.startsWith(href) : current === home;
          return (
            <Link
              key={path}
              href={href}
              aria-current={here ? 'page' : undefined}
              aria-label={narrow ? name : undefined}
              title={narrow ? name : undefined}
              className={classNames(
                'flex min-h-10 items-center gap-3 rounded-lg px-3 text-sm transition-colors max-lg:min-h-11',
                here ? 'bg-nav-wash font-medium text-nav-strong' : 'hover:bg-nav-wash hover:text-nav-strong',
              )}
            >
              <Icon aria-hidden className="size-4.5 shrink-0" />
              {narrow ? null : name}
            </Link>
          );
        })}
    </nav>
  );
}
