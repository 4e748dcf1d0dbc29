import type { IncomingMessage } from 'node:http';
import { readForm } from '../http/body.ts';
import { type ClioExchange, json, type Reply } from '../http/exchange.ts';
import type { World } from '../world.ts';

const noStore = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/**
 * `POST /oauth/token`: exchanges a code, or a refresh token. The answer to a refresh carries a new refresh token only
 * where rotation is switched on; Clio's do not rotate.
 */
export async function issueToken({ request, region }: ClioExchange, { grants, application }: World): Promise<Reply> {
  const form = await readForm(request);
  if (!form) return refused(400, 'invalid_request', 'The body must be application/x-www-form-urlencoded.');
  const { id, secret } = clientOf(request, form);
  if (id !== application.clientId || secret !== application.clientSecret) {
    return refused(401, 'invalid_client', 'Client authentication failed.');
  }
  const answer = { token_type: 'bearer', expires_in: grants.accessTokenSeconds };

  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const redeemed = grants.redeemCode(form.get('code') ?? '', region, form.get('redirect_uri') ?? '');
      if (!redeemed) return invalidGrant();
      const { accessToken, grant } = redeemed;
      return json(200, { ...answer, access_token: accessToken, refresh_token: grant.refreshToken }, noStore);
    }
    case 'refresh_token': {
      const refreshed = grants.refresh(form.get('refresh_token') ?? '', region);
      if (!refreshed) return invalidGrant();
      const { accessToken, rotated } = refreshed;
      return json(200, { ...answer, access_token: accessToken, ...(rotated && { refresh_token: rotated }) }, noStore);
    }
    case null:
      return refused(400, 'invalid_request', 'The parameter grant_type is missing.');
    default:
      return refused(400, 'unsupported_grant_type', 'The authorization grant type is not supported.');
  }
}

/**
 * In the form, as Clio documents it; or in an `Authorization: Basic` header, which the OAuth libraries that clients of
 * Clio are built on send unless told otherwise. Clio's documentation does not speak of it.
 */
function clientOf({ headers }: IncomingMessage, form: URLSearchParams): { id: string | null; secret: string | null } {
  const [, encoded] = /^Basic +([\w+/=-]+)$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined || form.has('client_secret')) {
    return { id: form.get('client_id'), secret: form.get('client_secret') };
  }
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  // The library escapes both before it joins them (RFC 6749, 2.3.1).
  const plain = (text: string) => new URLSearchParams(`text=${text}`).get('text');
  return { id: plain(id), secret: plain(rest.join(':')) };
}

/** One sentence for every reason, as Clio's: a caller who guesses learns nothing. */
function invalidGrant(): Reply {
  return refused(
    400,
    'invalid_grant',
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the ' +
      'authorization request, or was issued to another client.',
  );
}

function refused(status: number, error: string, description: string): Reply {
  return json(status, { error, error_description: description }, noStore);
}
