import type { Firm } from '../firm/firm.ts';
import { escapeHtml } from '../http/escape-html.ts';
import { type ClioExchange, html, type Reply } from '../http/exchange.ts';
import { noticePage, page } from '../http/page-style.ts';
import { regionTitles } from '../region.ts';
import type { World } from '../world.ts';
import { authorizationRequest } from './authorization-request.ts';

const shownPerFirm = 12;

/**
 * `GET /oauth/authorize`. Clio asks for a login first; here the signed-in user is chosen on the page. Firms that
 * authorized nobody yet come first, the owner of the first of them preselected: an application may take each firm once. People of other regions can be chosen too: Clio signs them in on their own host,
 * so the code they get is not good on this one.
 */
export function showAuthorizePage({ search, region, base }: ClioExchange, world: World): Reply {
  const params = new URLSearchParams(search);
  const checked = authorizationRequest(params, world.application, base);
  if (typeof checked === 'string') return html(400, noticePage('This request cannot be authorized', checked));

  const taken = (firm: Firm) => Number(world.grants.hasGranted(firm.account.id));
  const here = world.firms.filter((firm) => firm.region === region).sort((a, b) => taken(a) - taken(b));
  const elsewhere = world.firms.filter((firm) => firm.region !== region);
  const hidden = [...params]
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  const application = escapeHtml(world.application.name);
  return html(
    200,
    page(
      `Authorize ${world.application.name}`,
      `<div class="brand">Clio Manage · ${escapeHtml(regionTitles[region])} · simulator</div>
<h1>${application} wants to access your Clio account</h1>
<p>It will be able to read, on your behalf:</p>
<ul><li>Users and contacts</li><li>Matters</li><li>Activities</li><li>Bills and line items</li></ul>
<form method="post" action="${escapeHtml(base)}/oauth/authorize">${hidden}
<label for="login">Signed in as</label>
<select id="login" name="login">${here.map((firm) => options(firm, '', taken(firm) ? ' (already authorized)' : '')).join('')}${elsewhere
        .map((firm) => options(firm, `other region: ${regionTitles[firm.region]} — `))
        .join('')}</select>
<div class="actions">
<button class="primary" type="submit" name="decision" value="approve">Approve</button>
<button type="submit" name="decision" value="decline">Decline</button>
</div>
</form>`,
    ),
    { 'Cache-Control': 'no-store' },
  );
}

function options(firm: Firm, note: string, remark = ''): string {
  const shown = firm.tables.users.rows
    .filter(({ leftDay }) => leftDay === null)
    .sort((left, right) => Number(right.owner) - Number(left.owner))
    .slice(0, note === '' ? shownPerFirm : 1)
    .map(({ firstName, lastName, email, jobTitle, owner }) => {
      const title = owner ? 'Owner' : jobTitle;
      return `<option value="${escapeHtml(email)}">${escapeHtml(`${firstName} ${lastName}, ${title} (${email})`)}</option>`;
    });
  return `<optgroup label="${escapeHtml(note + firm.account.name + remark)}">${shown.join('')}</optgroup>`;
}
