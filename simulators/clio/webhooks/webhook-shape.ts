import { etagOf } from '../firm/etag.ts';
import { defineShape, one, type Shape } from '../resources/shape.ts';
import { userShape } from '../resources/users.ts';
import type { WebhookRow } from './webhook-row.ts';

const kind = 120;

export const webhookShape: Shape = defineShape<WebhookRow>(
  'Webhook',
  {
    id: ({ id }) => id,
    etag: ({ id, version }) => etagOf(kind, id, version),
    created_at: ({ firm, createdAt }) => firm.zone.format(createdAt),
    updated_at: ({ firm, updatedAt }) => firm.zone.format(updatedAt),
    url: ({ url }) => url,
    model: ({ model }) => model,
    fields: ({ fields }) => fields,
    events: ({ events }) => events,
    status: ({ status }) => status,
    shared_secret: ({ sharedSecret }) => sharedSecret,
    expires_at: ({ firm, expiresAt }) => firm.zone.format(expiresAt),
  },
  {
    user: one<WebhookRow>(
      () => userShape,
      ({ user }) => user,
    ),
  },
);
