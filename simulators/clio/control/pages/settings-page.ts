import { isPeak } from '../../api/peak-hours.ts';
import { regionNames, regionTitles } from '../../region.ts';
import type { World } from '../../world.ts';
import { layout, Markup, markup, table } from './layout.ts';

/** `GET /_control/page/settings`: time, limits, tokens and versions. */
export function settingsPage({ clock, rate, grants, versions }: World): string {
  const { limit, offPeakLimit, windowSeconds, endpoints } = rate.setting;
  const regions = regionNames.map((region) => [
    regionTitles[region],
    isPeak(region, clock.now()) ? 'peak' : 'off-peak',
    limit === 0 ? 'lifted' : rate.limitIn(region),
  ]);
  const number = (id: string, label: string, value: number | null, more = ''): Markup =>
    markup`<div><label for="${id}">${label}</label><input id="${id}" name="${id}" type="number" value="${value}"${new Markup(more)}></div>`;
  return layout(
    'Settings',
    'settings',
    markup`<div class="cards">
<form class="card" data-action="clock" data-done="The clock was stepped."><h2>Time</h2><p class="soft">It is ${new Date(clock.now()).toISOString()}.</p>
<div class="fields">${number('advanceSeconds', 'Step forward, seconds', 3600, ' min="0"')}</div><button>Step</button></form>
<form class="card" data-action="clock" data-done="The clock that is shown was set."><h2>A clock that is off</h2><p class="soft">In Date and X-RateLimit-Reset; it decides nothing.</p>
<div class="fields">${number('skewSeconds', 'Off by, seconds', clock.skewSeconds)}</div><button>Set</button></form>
<form class="card" data-action="rate" data-done="The limit was set."><h2>Rate limit</h2>
<div class="fields">${number('limit', 'Requests (0 lifts it)', limit, ' min="0"')}${number('offPeakLimit', 'Off-peak (empty: same)', offPeakLimit, ' min="1" data-empty="null"')}${number('windowSeconds', 'Window, seconds', windowSeconds, ' min="1"')}</div>
<label for="endpoints" style="margin-top:.7rem">Collections with limits of their own, as JSON</label><input id="endpoints" name="endpoints" data-json value="${JSON.stringify(endpoints)}"><button>Set</button></form>
<form class="card" data-action="oauth" data-done="Tokens were set."><h2>Tokens</h2>
<div class="fields">${number('accessTokenSeconds', 'Access tokens last, seconds', grants.options.accessTokenSeconds, ' min="1"')}</div>
<label class="check" style="margin-top:.7rem"><input type="checkbox" name="rotateRefreshToken"${new Markup(grants.options.rotateRefreshToken ? ' checked' : '')}> A refresh ends the old refresh token</label><button>Set</button></form>
<form class="card" data-action="versions" data-done="Versions were set."><h2>Versions, the last part of 4.0.x</h2>
<div class="fields">${number('oldest', 'Oldest', versions.oldest)}${number('default', 'Default', versions.default)}${number('newest', 'Newest', versions.newest)}</div><button>Set</button></form>
</div>
<h2>Limits now</h2>
${table('Limits', ['Region', 'Hours', 'Requests of a token#'], regions, 'There are no regions.')}`,
  );
}
