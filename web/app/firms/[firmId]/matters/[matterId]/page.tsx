import type { Metadata } from 'next';
import { MatterActivities } from '../../../../../matters/matter-activities.tsx';
import { MatterFacts } from '../../../../../matters/matter-facts.tsx';
import { requireMatter } from '../../../../../matters/matter-page.ts';
import { MattersForbidden } from '../../../../../matters/matters-empty.tsx';

type Props = { params: Promise<{ firmId: string; matterId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { firmId, matterId } = await params;
  const matter = await requireMatter(firmId, matterId);
  return { title: matter === 'forbidden' ? 'Matter' : matter.displayNumber };
}

export default async function MatterPage({ params }: Props) {
  const { firmId, matterId } = await params;
  const matter = await requireMatter(firmId, matterId);
  if (matter === 'forbidden') return <MattersForbidden />;
  return (
    <>
      <MatterFacts matter={matter} />
      <MatterActivities matterId={matter.id} />
    </>
  );
}
