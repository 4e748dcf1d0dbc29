import { inOrder } from '@smarterfirms/platform/in-order';
import DataLoader from 'dataloader';
import type { Database } from '../database.ts';
import type { Plan as PlanRow } from '../generated/prisma/client.ts';

export type { PlanRow };

export function createPlanLoader(database: Database): DataLoader<string, PlanRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await database.plan.findMany({ where: { id: { in: [...ids] } } });
    return inOrder(ids, rows, (row) => row.id);
  });
}

/** Every plan, cheapest first. */
export function listPlans(database: Database): Promise<PlanRow[]> {
  return database.plan.findMany({ orderBy: [{ priceAmount: 'asc' }, { id: 'asc' }] });
}
