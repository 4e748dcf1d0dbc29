import type { Metadata } from 'next';
import { ClioPage } from '../../../../clio/clio-page.tsx';

export const metadata: Metadata = { title: 'Clio sync' };

export default function Page() {
  return <ClioPage />;
}
