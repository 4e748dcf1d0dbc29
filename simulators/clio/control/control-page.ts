import { resourceNames } from '../firm/firm.ts';
import { escapeHtml } from '../http/escape-html.ts';
import { page } from '../http/page-style.ts';
import { regionTitles } from '../region.ts';
import type { World } from '../world.ts';
import { faultKinds } from './faults.ts';

const shownRequests = 40;
/** Those whose numbers say how large a firm is. */
const mainResources = ['users', 'contacts', 'matters', 'activities', 'bills', 'line_items'] as const;

/** The firms, the last requests, and a form for each thing the control door can do. */
export function controlPage(world: World): string {
  const resourceOptions = ['', ...resourceNames, 'oauth']
    .map((name) => `<option value="${name}">${name || 'every request'}</option>`)
    .join('');
  const firmOptions = world.firms
    .map(({ account }) => `<option value="${account.id}">${escapeHtml(account.name)}</option>`)
    .join('');
  const { limit, windowSeconds } = world.rate.setting;
  return page(
    'Clio simulator',
    `<div class="brand">Clio Manage · simulator</div>
<h1>Firms, faults and what was asked</h1>
<p class="soft">The simulator's time is ${new Date(world.clock.now()).toISOString()}.</p>
<div class="scroll">${firmsTable(world)}</div>

<h2>Rate limit</h2>
<form data-action="rate" class="row">
<div><label for="limit">Requests (0 lifts it)</label><input id="limit" name="limit" type="number" min="0" value="${limit}"></div>
<div><label for="window">Window, seconds</label><input id="window" name="windowSeconds" type="number" min="1" value="${windowSeconds}"></div>
<button>Set</button></form>

<h2>Break something</h2>
<form data-action="faults" class="row">
<div><label for="kind">Fault</label><select id="kind" name="kind">${faultKinds.map((kind) => `<option>${kind}</option>`).join('')}</select></div>
<div><label for="resource">Where</label><select id="resource" name="resource">${resourceOptions}</select></div>
<div><label for="count">Requests</label><input id="count" name="count" type="number" min="1" value="1"></div>
<div><label for="delay">Delay, ms</label><input id="delay" name="delayMs" type="number" min="1" value="2000"></div>
<button>Arm</button></form>
<p class="soft">Armed: ${
      world.faults
        .list()
        .map(({ kind, remaining, resource }) => escapeHtml(`${kind} × ${remaining} on ${resource ?? 'every request'}`))
        .join('; ') || 'nothing'
    }</p>

<h2>Time and grants</h2>
<div class="row">
<form data-action="clock" class="row"><div><label for="advance">Step the clock, seconds</label><input id="advance" name="advanceSeconds" type="number" min="0" value="3600"></div><button>Step</button></form>
<form data-action="revoke" class="row"><div><label for="account">Revoke the grants of</label><select id="account" name="accountId" data-number>${firmOptions}</select></div><button>Revoke</button></form>
</div>
<p class="soft" role="status" id="result"></p>

<h2>Last requests</h2>
<div class="scroll">${requestsTable(world)}</div>
<script>
for (const form of document.querySelectorAll('form[data-action]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = {};
    for (const field of form.elements) {
      if (field.name) body[field.name] = field.type === 'number' || 'number' in field.dataset ? Number(field.value) : field.value;
    }
    const response = await fetch('/_control/' + form.dataset.action, { method: 'POST', body: JSON.stringify(body) });
    if (response.ok) location.reload();
    else document.getElementById('result').textContent = (await response.json()).error;
  });
}
</script>`,
    '64rem',
  );
}

function firmsTable({ firms }: World): string {
  const rows = firms.map(({ account, region, tables }) => {
    const owner = tables.users.rows.find((user) => user.owner)?.email ?? '';
    const counts = mainResources.map((name) => `<td class="number">${tables[name].rows.length}</td>`).join('');
    return `<tr><td>${escapeHtml(account.name)}</td><td>${account.id}</td><td>${regionTitles[region]}</td><td>${escapeHtml(owner)}</td>${counts}</tr>`;
  });
  const heads = mainResources.map((name) => `<th class="number">${name.replace('_', ' ')}</th>`).join('');
  return `<table><thead><tr><th>Firm</th><th>Account</th><th>Region</th><th>Owner</th>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function requestsTable({ log }: World): string {
  const rows = log
    .since(log.last - shownRequests)
    .reverse()
    .map(
      ({ at, method, path, query, status, accountId }) =>
        `<tr><td>${at.slice(11, 19)}</td><td>${method}</td><td>${escapeHtml(path + query)}</td><td>${status || 'dropped'}</td><td>${accountId ?? ''}</td></tr>`,
    );
  return `<table><thead><tr><th>Time</th><th>Method</th><th>Path</th><th>Status</th><th>Account</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
