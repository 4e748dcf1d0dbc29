import { everyField, writerOf } from '../../api/fields.ts';
import { type Firm, type ResourceName, resourceNames, tableOf } from '../../firm/firm.ts';
import { regionTitles } from '../../region.ts';
import { resources } from '../../resources/catalogue.ts';
import { readField } from '../../resources/shape.ts';
import type { World } from '../../world.ts';
import { layout, type Markup, markup, table } from './layout.ts';

const rowsPerPage = 50;
/** Fields that say which record it is, the first of them that a collection has. */
const labels = ['name', 'display_number', 'number', 'summary', 'subject', 'description', 'note', 'filename', 'type'];

const title = (name: ResourceName) => name.replaceAll('_', ' ');
const capitalised = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `GET /_control/page/firm/{account}`: how much of everything it holds, and what can be done to it. */
export function firmPage(world: World, firm: Firm): string {
  const { id } = firm.account;
  const counts = resourceNames.map(
    (name) =>
      markup`<li><a href="/_control/page/firm/${id}/${name}">${title(name)} <span>${firm.tables[name].rows.length.toLocaleString('en')}</span></a></li>`,
  );
  const people = firm.tables.users.rows
    .filter(({ leftDay }) => leftDay === null)
    .map(({ firstName, lastName, email, jobTitle, owner }) => [
      `${firstName} ${lastName}`,
      owner ? 'Owner' : jobTitle,
      email,
    ]);
  const denied = world.access.of({ accountId: id, userId: 0 });
  const taken = [...denied.denied, ...denied.redacted, ...(denied.visible === 'own' ? ['other people’s matters'] : [])];
  return layout(
    firm.account.name,
    '',
    markup`<p class="crumbs">Account ${id} · ${regionTitles[firm.region]} · ${firm.zone.name} · ${world.grants.hasGranted(id) ? 'connected' : 'not connected'}</p>
<ul class="counts">${counts}</ul>
<h2>Make things happen</h2>
<div class="cards">
<form class="card" data-action="life" data-done="Happened:" data-tell="happened"><h3>Life at the firm</h3>
<p class="soft">New work, bills, payments, people who leave: each change tells the webhooks.</p>
<input type="hidden" name="accountId" value="${id}" data-number>
<div class="fields"><div><label for="count">How much happens</label><input id="count" name="count" type="number" min="1" max="10000" value="20"></div></div><button>Let it happen</button></form>
<form class="card" data-action="revoke" data-done="The firm let nobody in any more."><h3>Revoke</h3>
<p class="soft">Ends every grant of the firm: the next call is 401, the next refresh invalid_grant.</p>
<input type="hidden" name="accountId" value="${id}" data-number><button>Revoke all grants</button></form>
<form class="card" data-action="permissions" data-done="Permissions were set."><h3>Permissions</h3>
<p class="soft">${taken.length === 0 ? 'Nothing is taken away.' : `Taken away: ${taken.join(', ')}.`}</p>
<input type="hidden" name="accountId" value="${id}" data-number>
<label for="denied">Areas that are missing, as JSON</label><input id="denied" name="denied" data-json value="${JSON.stringify([...denied.denied])}" placeholder='["Billing"]'>
<button>Set</button></form>
</div>
<h2>Who signs in</h2>
${table('People', ['Name', 'Role', 'Email'], people, 'Nobody is enabled.')}`,
  );
}

/** `GET /_control/page/firm/{account}/{collection}?from=`: its records, fifty at a time. */
export function collectionPage(firm: Firm, name: ResourceName, from: number): string {
  const { rows } = tableOf(firm, name);
  const { shape } = resources[name];
  const label = labels.find((field) => shape.scalars.has(field)) ?? 'id';
  const shown = rows
    .slice(from, from + rowsPerPage)
    .map((row) => [
      markup`<a href="/_control/page/firm/${firm.account.id}/${name}/${row.id}">${row.id}</a>`,
      String(readField(shape, row, label) ?? ''),
      firm.zone.format(row.createdAt),
      firm.zone.format(row.updatedAt),
    ]);
  const path = `/_control/page/firm/${firm.account.id}/${name}`;
  const link = (to: number, text: string, there: boolean): Markup =>
    there ? markup`<a href="${path}?from=${to}">${text}</a> ` : markup``;
  return layout(
    capitalised(`${title(name)} of ${firm.account.name}`),
    '',
    markup`${crumbs(firm)}
${table(capitalised(title(name)), ['Id', capitalised(label.replaceAll('_', ' ')), 'Created', 'Updated'], shown, `The firm has no ${title(name)}.`)}
<p>${link(Math.max(0, from - rowsPerPage), 'Earlier', from > 0)}${link(from + rowsPerPage, 'Later', from + rowsPerPage < rows.length)}
<span class="soft">${rows.length.toLocaleString('en')} in all</span></p>`,
  );
}

/** `GET /_control/page/firm/{account}/{collection}/{id}`: all its fields, and a form to edit them. */
export function recordPage(firm: Firm, name: ResourceName, id: number): string | undefined {
  const row = tableOf(firm, name).find(id);
  if (!row) return undefined;
  const { shape } = resources[name];
  const record = JSON.parse(writerOf(shape, everyField(shape))(row)) as Record<string, unknown>;
  const rows = Object.entries(record).map(([field, value]) => [field, markup`<code>${textOf(value)}</code>`]);
  const label = labels.find((field) => shape.scalars.has(field)) ?? 'id';
  return layout(
    `${shape.name} ${id}`,
    '',
    markup`${crumbs(firm, name)}
<form class="card" data-action="records/${firm.account.id}/${name}/${id}" data-done="The record was edited."><h2>Edit as someone at the firm</h2>
<label for="patch">Fields and their new values, as JSON</label><textarea id="patch" name="patch" data-json spellcheck="false">${JSON.stringify({ [label]: record[label] }, null, 2)}</textarea>
<button class="primary">Edit</button></form>
<h2>Fields</h2>
${table('Fields', ['Field', 'Value'], rows, 'It has no fields.')}`,
  );
}

function crumbs(firm: Firm, name?: ResourceName): Markup {
  const { id, name: firmName } = firm.account;
  const collection = name && markup` › <a href="/_control/page/firm/${id}/${name}">${title(name)}</a>`;
  return markup`<p class="crumbs"><a href="/_control">Firms</a> › <a href="/_control/page/firm/${id}">${firmName}</a>${collection}</p>`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
