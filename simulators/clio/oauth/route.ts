import { type ClioExchange, html, type Reply } from '../http/exchange.ts';
import { noticePage } from '../http/page-style.ts';
import type { World } from '../world.ts';
import { deauthorize } from './deauthorize.ts';
import { decide } from './decide.ts';
import { issueToken } from './issue-token.ts';
import { showAuthorizePage } from './show-authorize-page.ts';

export async function answerOAuth(exchange: ClioExchange, world: World): Promise<Reply> {
  switch (`${exchange.method} ${exchange.path}`) {
    case 'GET /oauth/authorize':
      return showAuthorizePage(exchange, world);
    case 'POST /oauth/authorize':
      return decide(exchange, world);
    case 'POST /oauth/token':
      return issueToken(exchange, world);
    case 'POST /oauth/deauthorize':
      return deauthorize(exchange, world);
    case 'GET /oauth/approval':
      return html(200, approvalPage(new URLSearchParams(exchange.search).get('code')));
    default:
      return html(404, noticePage('Not found', 'There is nothing at this address.'));
  }
}

/** For applications without an address of their own: the person copies the code over. */
function approvalPage(code: string | null): string {
  return noticePage('Your code', code ?? 'There is no code: access was declined.');
}
