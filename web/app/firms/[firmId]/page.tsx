import { OverviewPage } from '../../../firm/overview-page.tsx';

export default function Page() {
  return <OverviewPage />;
}
