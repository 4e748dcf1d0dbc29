import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { knownTheme, themeCookie } from '../../../design/theme.ts';
import { FirmProvider } from '../../../firm/firm-context.tsx';
import { findFirm, requireFirm } from '../../../firm/firm-page.ts';
import { FirmShell } from '../../../firm/firm-shell.tsx';
import { navigationCookie } from '../../../firm/navigation-width.ts';
import { pageAddresses } from '../../../graph/page-addresses.ts';
import { personOf } from '../../../session/person.ts';
import { SignedIn } from '../../../session/signed-in.tsx';

type Props = { children: ReactNode; params: Promise<{ firmId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // What throws here leaves the page that says so without any title.
  const found = await findFirm((await params).firmId);
  if (!found) return { title: 'Not found' };
  return { title: { default: found.firm.name, template: `%s · ${found.firm.name}` } };
}

export default async function FirmLayout({ children, params }: Props) {
  const { me, firm, role, scopes } = await requireFirm((await params).firmId);
  const jar = await cookies();
  const { id, name, timeZone, currency, subscription } = firm;
  return (
    // Keyed by firm: the client, its cache and its tokens never outlive a switch.
    <SignedIn key={id} person={personOf(me)} firmId={id} addresses={pageAddresses()}>
      <FirmProvider firm={{ id, name, timeZone, currency, role: role ?? 'READ_ONLY', scopes }}>
        <FirmShell
          memberships={me.memberships}
          trialEndsAt={subscription?.status === 'TRIALING' ? (subscription.trialEndsAt ?? null) : null}
          theme={knownTheme(jar.get(themeCookie)?.value)}
          narrow={jar.get(navigationCookie)?.value === 'narrow'}
        >
          {children}
        </FirmShell>
      </FirmProvider>
    </SignedIn>
  );
}
