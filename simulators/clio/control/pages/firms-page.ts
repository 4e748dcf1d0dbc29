import { isPeak } from '../../api/peak-hours.ts';
import { regionNames, regionTitles } from '../../region.ts';
import type { World } from '../../world.ts';
import { layout, type Markup, markup, table } from './layout.ts';
import { lastRequests } from './requests-page.ts';

/** Those whose numbers say how large a firm is. */
const mainResources = ['users', 'contacts', 'matters', 'activities', 'bills', 'documents'] as const;

/** `GET /_control`: the firms, the time, and what was asked last. */
export function firmsPage(world: World): string {
  const rows = world.firms.map(({ account, region, tables }) => [
    markup`<a href="/_control/page/firm/${account.id}">${account.name}</a>`,
    regionTitles[region],
    account.id,
    tables.users.rows.find((user) => user.owner)?.email,
    world.grants.hasGranted(account.id) ? markup`<span class="tag good">connected</span>` : '',
    ...mainResources.map((name) => tables[name].rows.length.toLocaleString('en')),
  ]);
  const heads = ['Firm', 'Region', 'Account', 'Owner', 'Access', ...mainResources.map((name) => `${name}#`)];
  const { clock } = world;
  return layout(
    'Firms',
    '',
    markup`<p class="soft">It is ${new Date(clock.now()).toUTCString()} here. Peak hours now: ${
      regionNames
        .filter((region) => isPeak(region, clock.now()))
        .map((region) => regionTitles[region])
        .join(', ') || 'nowhere'
    }.</p>
${table('Firms', heads, rows, 'There are no firms.')}
<h2>Last requests</h2>
${latest(world)}`,
  );
}

function latest(world: World): Markup {
  return markup`${lastRequests(world, world.log.since(world.log.last - 12))}<p><a href="/_control/page/requests">All requests</a></p>`;
}
