import type { Metadata } from 'next';
import { AccountPage } from '../../../account/account-page.tsx';
import { requireViewer } from '../../../session/server-session.ts';

export const metadata: Metadata = { title: 'Account' };

export default async function Page() {
  await requireViewer();
  return <AccountPage />;
}
