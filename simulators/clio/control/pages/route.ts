import { resourceNames } from '../../firm/firm.ts';
import { html, type Reply } from '../../http/exchange.ts';
import type { World } from '../../world.ts';
import { ControlError } from '../control-input.ts';
import { faultsPage } from './faults-page.ts';
import { collectionPage, firmPage, recordPage } from './firm-page.ts';
import { firmsPage } from './firms-page.ts';
import { layout, markup } from './layout.ts';
import { requestsPage } from './requests-page.ts';
import { settingsPage } from './settings-page.ts';
import { webhooksPage } from './webhooks-page.ts';

/** The pages of the control door: `GET /_control` and what lies under `/_control/page/`. */
export function answerPage(path: readonly string[], search: string, world: World): Reply {
  const params = new URLSearchParams(search);
  try {
    const text = pageAt(path, params, world);
    if (text !== undefined) return html(200, text);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return html(error.status, notice('That cannot be shown', error.message));
  }
  return html(404, notice('Nothing is here', 'There is no such page, firm or record.'));
}

function pageAt(
  [name, account, collection, id]: readonly string[],
  params: URLSearchParams,
  world: World,
): string | undefined {
  switch (name ?? '') {
    case '':
      return firmsPage(world);
    case 'requests':
      return requestsPage(world, params);
    case 'webhooks':
      return webhooksPage(world);
    case 'faults':
      return faultsPage(world);
    case 'settings':
      return settingsPage(world);
    case 'firm': {
      const firm = world.firm(Number(account));
      if (!firm) return undefined;
      if (collection === undefined) return firmPage(world, firm);
      const known = resourceNames.find((candidate) => candidate === collection);
      if (known === undefined) return undefined;
      if (id !== undefined) return recordPage(firm, known, Number(id));
      return collectionPage(firm, known, Math.max(0, Number(params.get('from')) || 0));
    }
    default:
      return undefined;
  }
}

function notice(title: string, text: string): string {
  return layout(title, '', markup`<p>${text}</p><p><a href="/_control">To the firms</a></p>`);
}
