import type { World } from '../../world.ts';
import { layout, markup, table } from './layout.ts';

const shown = 100;

/** `GET /_control/page/webhooks`: the subscriptions, what was delivered, and what changed. */
export function webhooksPage(world: World): string {
  const { webhooks, changes } = world;
  const rows = webhooks
    .all()
    .map(({ id, user, model, events, url, status, expiresAt, fields }) => [
      id,
      user.firm.account.name,
      model,
      events.join(', '),
      markup`<code>${url}</code>`,
      markup`<code>${fields}</code>`,
      markup`<span class="tag ${status === 'enabled' ? 'good' : status === 'pending' ? 'warn' : 'bad'}">${status}</span>`,
      new Date(expiresAt * 1000).toISOString().slice(0, 16).replace('T', ' '),
    ]);
  const deliveries = webhooks.dispatcher.log
    .since(webhooks.dispatcher.log.last - shown)
    .toReversed()
    .map(({ at, webhookId, event, recordId, attempt, status, outcome }) => [
      at.slice(11, 19),
      webhookId,
      event,
      recordId,
      attempt,
      status || 'none',
      markup`<span class="tag ${outcome === 'delivered' ? 'good' : 'bad'}">${outcome}</span>`,
    ]);
  const changed = changes
    .since(changes.last - shown)
    .toReversed()
    .map(({ at, accountId, resource, id, event }) => [
      at.slice(11, 19),
      world.firm(accountId)?.account.name,
      resource,
      id,
      event,
    ]);
  return layout(
    'Webhooks',
    'webhooks',
    markup`${table('Webhooks', ['Id', 'Firm', 'Model', 'Events', 'Address', 'Fields', 'Status', 'Expires'], rows, 'Nobody has subscribed to anything.')}
<h2>Last deliveries</h2>
${table('Deliveries', ['Time', 'Webhook', 'Event', 'Record', 'Attempt#', 'Answer#', 'Outcome'], deliveries, 'Nothing was delivered yet.')}
<h2>Last changes</h2>
${table('Changes', ['Time', 'Firm', 'Collection', 'Record', 'Event'], changed, 'Nothing has changed since the start.')}`,
  );
}
