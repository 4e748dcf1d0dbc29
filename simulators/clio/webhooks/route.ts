import type { ApiCall } from '../api/call.ts';
import { notFound } from '../api/errors.ts';
import { requirePermission } from '../api/require-permission.ts';
import { showRow } from '../api/show-record.ts';
import type { Reply } from '../http/exchange.ts';
import { activateWebhook } from './activate-webhook.ts';
import { createWebhook } from './create-webhook.ts';
import { listWebhooks } from './list-webhooks.ts';
import { updateWebhook } from './update-webhook.ts';
import { webhookShape } from './webhook-shape.ts';

/** `/webhooks` and what lies under it: each user sees the webhooks that were made with this user's tokens. */
export async function answerWebhooks(call: ApiCall, [id, action]: readonly string[]): Promise<Reply> {
  requirePermission(call, { permission: 'Webhooks' });
  const user = call.firm.tables.users.find(call.grant.userId);
  if (!user) throw notFound();
  if (id === undefined) {
    if (call.method === 'GET') return listWebhooks(call, user);
    if (call.method === 'POST') return createWebhook(call, user);
    throw notFound();
  }
  const webhook = call.world.webhooks.of(user).find((candidate) => String(candidate.id) === id);
  if (!webhook) throw notFound();
  if (action === 'activate' && call.method === 'PUT') return activateWebhook(call, webhook);
  if (action !== undefined) throw notFound();
  switch (call.method) {
    case 'GET':
      return showRow(call, { shape: webhookShape }, webhook);
    case 'PATCH':
      return updateWebhook(call, webhook);
    case 'DELETE':
      call.world.webhooks.remove(webhook);
      return { status: 204 };
    default:
      throw notFound();
  }
}
