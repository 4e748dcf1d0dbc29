import { authenticate } from '../api/authenticate.ts';
import { ClioError } from '../api/errors.ts';
import { readForm } from '../http/body.ts';
import { type ClioExchange, json, jsonType, type Reply } from '../http/exchange.ts';
import type { World } from '../world.ts';

/** `POST /oauth/deauthorize`, with the token as bearer and in the form or the query: ends the whole grant behind it. */
export async function deauthorize(exchange: ClioExchange, { grants }: World): Promise<Reply> {
  const form = await readForm(exchange.request);
  try {
    const authenticated = authenticate(exchange, grants);
    if ('refusal' in authenticated) return authenticated.refusal;
    const named = grants.grantOf(
      form?.get('token') ?? new URLSearchParams(exchange.search).get('token') ?? '',
      exchange.region,
    );
    if (named?.id !== authenticated.grant.id) {
      return json(400, { error: 'invalid_request', error_description: 'The token is missing or not the bearer’s.' });
    }
    grants.revoke(authenticated.grant);
    return json(200, {});
  } catch (error) {
    if (!(error instanceof ClioError)) throw error;
    return { status: error.status, headers: jsonType, body: error.body() };
  }
}
