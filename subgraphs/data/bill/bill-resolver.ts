import { requireFirm } from '@smarterfirms/platform/request-context';
import type { DataContext } from '../context.ts';
import { byPublicId } from '../reference.ts';
import { type Bill, toBill } from './bill.ts';

export async function billReference({ id }: Record<string, unknown>, context: DataContext): Promise<Bill | null> {
  requireFirm(context, 'bills:read');
  const row = await byPublicId('bill', id, context.loaders.billById);
  return row && toBill(row);
}
