import type { Metadata } from 'next';
import { MattersPage } from '../../../../matters/matters-page.tsx';

export const metadata: Metadata = { title: 'Matters' };

export default function Page() {
  return <MattersPage />;
}
