import type { RequestContext } from '@smarterfirms/platform/request-context';
import type DataLoader from 'dataloader';
import type { Database } from './database.ts';
import type { FirmRow } from './firm/firm-records.ts';
import { createFirmLoader } from './firm/firm-records.ts';
import type { GrantOwnership } from './firm/grant-ownership.ts';
import type { PlanRow } from './plan/plan-records.ts';
import { createPlanLoader } from './plan/plan-records.ts';
import type { FirmSubscriptionRow } from './subscription/firm-subscription-records.ts';
import { createSubscriptionByFirmLoader, createSubscriptionLoader } from './subscription/firm-subscription-records.ts';

/** What lives as long as the process. */
export interface AccountsParts {
  database: Database;
  grantOwnership: GrantOwnership;
  /** Publishes the outbox now instead of at the next tick. */
  wakeOutbox: () => void;
}

/** What a resolver or a command is given: the request, the parts, and loaders that live as long as the request. */
export interface AccountsContext extends RequestContext, AccountsParts {
  firms: DataLoader<string, FirmRow | null>;
  subscriptions: DataLoader<string, FirmSubscriptionRow | null>;
  subscriptionsByFirm: DataLoader<string, FirmSubscriptionRow | null>;
  plans: DataLoader<string, PlanRow | null>;
}

export function accountsContext(request: RequestContext, parts: AccountsParts): AccountsContext {
  const { database } = parts;
  const owner =
    request.principal?.kind === 'user' ? { userId: request.principal.userId, firmId: request.principal.firmId } : {};
  return {
    ...request,
    ...parts,
    firms: createFirmLoader(database, owner),
    subscriptions: createSubscriptionLoader(database, owner),
    subscriptionsByFirm: createSubscriptionByFirmLoader(database, owner),
    plans: createPlanLoader(database),
  };
}
