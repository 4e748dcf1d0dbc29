import { readForm } from '../http/body.ts';
import { type ClioExchange, html, type Reply } from '../http/exchange.ts';
import { noticePage } from '../http/page-style.ts';
import type { World } from '../world.ts';
import { authorizationRequest, redirectTo } from './authorization-request.ts';

/**
 * `POST /oauth/authorize`: what the page's buttons send. A script sends the same form: the query's parameters,
 * `login` (email of a user) and `decision` (`approve` or `decline`).
 */
export async function decide({ request, base }: ClioExchange, world: World): Promise<Reply> {
  const form = await readForm(request);
  if (!form) return html(400, noticePage('This form cannot be read', 'Send it as application/x-www-form-urlencoded.'));
  const checked = authorizationRequest(form, world.application, base);
  if (typeof checked === 'string') return html(400, noticePage('This request cannot be authorized', checked));
  const { redirectUri, state, redirectOnDecline } = checked;

  switch (form.get('decision')) {
    case 'decline':
      return redirectOnDecline
        ? seeOther(redirectTo(redirectUri, { error: 'access_denied', state }))
        : html(200, noticePage('Access was declined', 'Nothing was shared. You can close this page.'));
    case 'approve': {
      const known = world.userByEmail(form.get('login') ?? '');
      if (!known || known.user.leftDay !== null) {
        return html(422, noticePage('Nobody signs in with this login', 'Choose one of the enabled users of a firm.'));
      }
      const { firm, user } = known;
      const code = world.grants.issueCode({
        accountId: firm.account.id,
        userId: user.id,
        // The account's own region: whoever signs in from another one ends up on the account's host.
        region: firm.region,
        redirectUri,
      });
      return seeOther(redirectTo(redirectUri, { code, state }));
    }
    default:
      return html(400, noticePage('This form cannot be read', 'The decision must be "approve" or "decline".'));
  }
}

function seeOther(location: string): Reply {
  return { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } };
}
