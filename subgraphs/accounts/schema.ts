import 'reflect-metadata';
import { buildSubgraph, type Subgraph } from '@smarterfirms/platform/graph-schema';
import type { AccountsContext } from './context.ts';
import { CreateFirmResolver } from './firm/create-firm-resolver.ts';
import { FirmResolver, firmReference } from './firm/firm-resolver.ts';
import { UpdateFirmResolver } from './firm/update-firm-resolver.ts';
import { PlanResolver, planReference } from './plan/plan-resolver.ts';
import { FirmSubscriptionResolver, firmSubscriptionReference } from './subscription/firm-subscription-resolver.ts';

export function buildAccountsSubgraph(): Promise<Subgraph> {
  return buildSubgraph<AccountsContext>({
    resolvers: [FirmResolver, CreateFirmResolver, UpdateFirmResolver, FirmSubscriptionResolver, PlanResolver],
    references: { Firm: firmReference, FirmSubscription: firmSubscriptionReference, Plan: planReference },
  });
}
