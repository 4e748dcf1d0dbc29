import { type ClioExchange, json, type Reply } from '../http/exchange.ts';
import type { Grant, Grants } from '../oauth/grants.ts';
import { unauthorized } from './errors.ts';

/** The grant behind the bearer token, and the token; or the 401 to answer. */
export function authenticate(
  { request, region }: ClioExchange,
  grants: Grants,
): { grant: Grant; token: string } | { refusal: Reply } {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  // Clio has two bodies: this one when there is no bearer token at all,
  if (token === undefined) throw unauthorized();
  const grant = grants.grantOf(token, region);
  // and this one when there is a token that is not good here.
  return grant ? { grant, token } : { refusal: invalidToken() };
}

export function invalidToken(): Reply {
  const description = 'The access token is invalid, expired or revoked';
  return json(
    401,
    { error: 'invalid_token', error_description: description },
    {
      'WWW-Authenticate': `Bearer realm="Clio", error="invalid_token", error_description="${description}"`,
    },
  );
}
