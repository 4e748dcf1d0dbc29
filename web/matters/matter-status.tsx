import { Badge, type BadgeTone } from '../design/badge.tsx';
import type { MatterStatus } from '../generated/graphql.ts';

export const matterStatuses: Record<MatterStatus, { name: string; tone: BadgeTone }> = {
  OPEN: { name: 'Open', tone: 'good' },
  PENDING: { name: 'Pending', tone: 'wait' },
  CLOSED: { name: 'Closed', tone: 'plain' },
  UNKNOWN: { name: 'Unknown', tone: 'plain' },
};

export function MatterStatusBadge({ status }: { status: MatterStatus | null | undefined }) {
  const { name, tone } = matterStatuses[status ?? 'UNKNOWN'];
  return <Badge tone={tone}>{name}</Badge>;
}
