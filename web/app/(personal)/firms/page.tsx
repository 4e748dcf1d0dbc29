import { ChevronRight, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { ButtonLink } from '../../../design/button.tsx';
import { OutsidePage } from '../../../design/outside-page.tsx';
import { roleName } from '../../../firm/role-name.ts';
import { requireViewer } from '../../../session/server-session.ts';
import { SignOutButton } from '../../../session/sign-out-button.tsx';

export const metadata: Metadata = { title: 'Your firms' };

/** One firm opens by itself, several are offered, none is created. */
export default async function FirmsPage() {
  const { memberships } = await requireViewer();
  const [only] = memberships;
  if (!only) redirect('/firms/new');
  if (memberships.length === 1) redirect(`/firms/${only.firm.id}`);
  return (
    <OutsidePage title="Choose a firm" aside={<SignOutButton />}>
      <ul className="mt-6 overflow-hidden rounded-2xl border border-line bg-surface shadow-panel">
        {memberships.map(({ id, role, firm }) => (
          <li key={id} className="not-last:border-b border-line">
            <Link
              href={`/firms/${firm.id}`}
              className="flex min-h-16 items-center justify-between gap-4 px-5 py-3 hover:bg-sunken"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{firm.name}</span>
                <span className="text-sm text-soft">{roleName(role)}</span>
              </span>
              <ChevronRight aria-hidden className="size-5 text-soft" />
            </Link>
          </li>
        ))}
      </ul>
      <ButtonLink href="/firms/new" look="secondary" className="mt-5">
        <Plus aria-hidden className="size-4" /> Create another firm
      </ButtonLink>
    </OutsidePage>
  );
}
