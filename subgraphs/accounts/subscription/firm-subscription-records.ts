import { asOwner, type RowOwner } from '@smarterfirms/platform/firm-transaction';
import { type FirmId, newId } from '@smarterfirms/platform/ids';
import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database, Transaction } from '../database.ts';
import type { FirmSubscription as FirmSubscriptionRow, Plan as PlanRow } from '../generated/prisma/client.ts';

export type { FirmSubscriptionRow };

const trialDays = 14;
const trialPlanCode = 'practice';
const dayMs = 86_400_000;

export function createSubscriptionLoader(
  database: Database,
  owner: RowOwner,
): DataLoader<string, FirmSubscriptionRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await asOwner(database, owner, (transaction) =>
      transaction.firmSubscription.findMany({ where: { id: { in: [...ids] } } }),
    );
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** Subscriptions by firm. Row level security shows that of the acting firm only. */
export function createSubscriptionByFirmLoader(
  database: Database,
  owner: RowOwner,
): DataLoader<string, FirmSubscriptionRow | null> {
  return new DataLoader(async (firmIds) => {
    const rows = await asOwner(database, owner, (transaction) =>
      transaction.firmSubscription.findMany({ where: { firmId: { in: [...firmIds] } } }),
    );
    return inOrder(firmIds, rows, (row) => row.firmId);
  });
}

/** Every firm begins with a trial of the middle plan. @returns that plan. */
export async function insertTrial(transaction: Transaction, firmId: FirmId, now = new Date()): Promise<PlanRow> {
  const plan = await transaction.plan.findUniqueOrThrow({ where: { code: trialPlanCode } });
  await transaction.firmSubscription.create({
    data: {
      id: newId('firmSubscription', now.getTime()),
      firmId,
      planId: plan.id,
      status: 'TRIALING',
      trialEndsAt: new Date(now.getTime() + trialDays * dayMs),
    },
  });
  return plan;
}
