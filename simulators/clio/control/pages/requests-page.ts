import { resourceNames } from '../../firm/firm.ts';
import type { World } from '../../world.ts';
import { filterFrom } from '../request-doors.ts';
import type { LoggedRequest } from '../request-log.ts';
import { layout, Markup, markup, table } from './layout.ts';

const shown = 200;

/** `GET /_control/page/requests`: what was asked, narrowed by the same parameters as the door itself. */
export function requestsPage(world: World, params: URLSearchParams): string {
  const found = world.log.since(0, filterFrom(params));
  const value = (name: string) => params.get(name) ?? '';
  const option = (chosen: string) => (name: string) =>
    markup`<option value="${name}"${new Markup(name === chosen ? ' selected' : '')}>${name || 'all'}</option>`;
  return layout(
    'Requests',
    'requests',
    markup`<form class="fields" method="get" role="search" aria-label="Narrow the requests">
<div><label for="method">Method</label><select id="method" name="method">${['', 'GET', 'POST', 'PATCH', 'PUT', 'DELETE'].map(option(value('method')))}</select></div>
<div><label for="resource">Collection</label><select id="resource" name="resource">${resourceChoices.map(option(value('resource')))}</select></div>
<div><label for="status">Status (429, 4xx)</label><input id="status" name="status" value="${value('status')}" pattern="[0-9x]{1,3}"></div>
<div><label for="account">Account</label><input id="account" name="account" value="${value('account')}" inputmode="numeric"></div>
<div><label for="text">Text in the address</label><input id="text" name="text" value="${value('text')}"></div>
<button class="primary">Narrow</button></form>
<p class="soft">${found.length.toLocaleString('en')} of ${world.log.last.toLocaleString('en')} since the start${
      found.length > shown ? `; the last ${shown} are shown` : ''
    }.</p>
${lastRequests(world, found.slice(-shown))}`,
  );
}

/** What a request may be for. */
export const resourceChoices = [
  '',
  ...resourceNames.filter((name) => name !== 'document_versions'),
  'webhooks',
  'oauth',
  'storage',
];

/** Newest first. */
export function lastRequests(world: World, requests: readonly LoggedRequest[]): Markup {
  const rows = requests
    .toReversed()
    .map(({ at, method, path, query, status, accountId, faults }) => [
      at.slice(11, 19),
      method,
      markup`<code>${path}${decoded(query)}</code>`,
      markup`<span class="tag ${status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good'}">${status || 'dropped'}</span>`,
      accountId === null ? '' : (world.firm(accountId)?.account.name ?? accountId),
      faults.join(', '),
    ]);
  return table('Requests', ['Time', 'Method', 'Address', 'Status', 'Firm', 'Faults'], rows, 'Nothing was asked yet.');
}

/** `fields=id%2Cname` is easier to read without its escapes. */
function decoded(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
