import type { ReactNode } from 'react';
import { pageAddresses } from '../../graph/page-addresses.ts';
import { personOf } from '../../session/person.ts';
import { requireViewer } from '../../session/server-session.ts';
import { SignedIn } from '../../session/signed-in.tsx';

/** Pages of a person, whatever the firm. */
export default async function PersonalLayout({ children }: { children: ReactNode }) {
  const person = personOf(await requireViewer());
  return (
    <SignedIn person={person} addresses={pageAddresses()}>
      {children}
    </SignedIn>
  );
}
