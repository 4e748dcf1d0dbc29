import type { Metadata } from 'next';
import { CopyForbidden } from '../../../../../firm/copy-empty.tsx';
import { MatterActivities } from '../../../../../matters/matter-activities.tsx';
import { MatterFacts } from '../../../../../matters/matter-facts.tsx';
import { matterNoun } from '../../../../../matters/matter-noun.ts';
import { requireMatter } from '../../../../../matters/matter-page.ts';

type Props = { params: Promise<{ firmId: string; matterId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { firmId, matterId } = await params;
  const matter = await requireMatter(firmId, matterId);
  return { title: matter === 'forbidden' ? 'Matter' : matter.displayNumber };
}

export default async function MatterPage({ params }: Props) {
  const { firmId, matterId } = await params;
  const matter = await requireMatter(firmId, matterId);
  if (matter === 'forbidden') return <CopyForbidden noun={matterNoun} />;
  return (
    <>
      <MatterFacts matter={matter} />
      <MatterActivities matterId={matter.id} />
    </>
  );
}
