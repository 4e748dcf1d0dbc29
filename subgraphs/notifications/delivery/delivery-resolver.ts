import { requireScope } from '@smarterfirms/platform/request-context';
import type { NotificationsContext } from '../context.ts';
import { Delivery, DeliveryChannel, DeliveryStatus } from './delivery.ts';
import type { DeliveryRow } from './delivery-records.ts';

export function deliveryOf(row: DeliveryRow): Delivery {
  return Object.assign(new Delivery(), {
    id: row.id,
    channel: DeliveryChannel[row.channel as keyof typeof DeliveryChannel],
    status: DeliveryStatus[row.status as keyof typeof DeliveryStatus],
    address: row.address,
    sentAt: row.sentAt,
  });
}

export async function deliveryReference(
  { id }: Record<string, unknown>,
  context: NotificationsContext,
): Promise<Delivery | null> {
  requireScope(context, 'notifications:read');
  const row = await context.deliveries.load(String(id));
  return row && deliveryOf(row);
}
