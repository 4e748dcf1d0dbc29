import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '@smarterfirms/platform/graph-schema';
import { ActivityResolver, activityReference } from './activity/activity-resolver.ts';
import { Bill } from './bill/bill.ts';
import { billReference } from './bill/bill-resolver.ts';
import { contactReference } from './contact/contact-resolver.ts';
import type { DataContext } from './context.ts';
import { Firm } from './firm/firm.ts';
import { FirmResolver, firmReference } from './firm/firm-resolver.ts';
import { EntityFreshnessResolver, FirmFreshnessResolver } from './freshness/freshness-resolver.ts';
import { MatterResolver, matterReference } from './matter/matter-resolver.ts';
import { MetricsResolver } from './metrics/metrics-resolver.ts';
import { TimekeeperResolver, timekeeperReference } from './timekeeper/timekeeper-resolver.ts';

export function buildDataSubgraph(): Promise<Subgraph> {
  return buildSubgraph<DataContext>({
    resolvers: [
      FirmResolver,
      MatterResolver,
      ActivityResolver,
      TimekeeperResolver,
      MetricsResolver,
      FirmFreshnessResolver,
      EntityFreshnessResolver,
    ],
    // No field of this subgraph leads to them: the gateway comes to them by their keys.
    orphanedTypes: [Firm, Bill],
    references: {
      Firm: firmReference,
      Matter: matterReference,
      Contact: contactReference,
      Timekeeper: timekeeperReference,
      Activity: activityReference,
      Bill: billReference,
    },
  });
}
