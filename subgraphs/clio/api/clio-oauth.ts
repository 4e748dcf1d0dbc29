import { z } from 'zod';
import { ClioRefused, ClioUnavailable } from './clio-error.ts';
import { callClio } from './clio-request.ts';
import type { ClioRate } from './rate-headers.ts';

/** Our application at Clio: one registration per region shares the same credentials here. */
export interface ClioApplication {
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}

export interface ClioTokens {
  accessToken: string;
  /** Undefined when Clio sent none: then the old one stays valid. */
  refreshToken: string | undefined;
  /** Milliseconds since 1970. */
  expiresAtMs: number;
}

/** Where a person approves or declines. Declining comes back to us too, with `error=access_denied`. */
export function authorizationUrl(base: string, { clientId, redirectUri }: ClioApplication, state: string): string {
  const url = new URL(`${base}/oauth/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    redirect_on_decline: 'true',
  }).toString();
  return url.href;
}

export function exchangeCode(base: string, application: ClioApplication, code: string): Promise<ClioTokens> {
  const { clientId, clientSecret, redirectUri } = application;
  return requestTokens(base, {
    grant_type: 'authorization_code',
    code,
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: redirectUri,
  });
}

export function refreshTokens(
  base: string,
  { clientId, clientSecret }: ClioApplication,
  refreshToken: string,
): Promise<ClioTokens> {
  return requestTokens(base, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  });
}

/** Takes our access away at Clio. Throws a ClioError when Clio could not be told. */
export async function deauthorize(base: string, accessToken: string): Promise<void> {
  await callClio({
    method: 'POST',
    url: new URL(`${base}/oauth/deauthorize`),
    accessToken,
    form: { token: accessToken },
  });
}

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().int().positive(),
});

async function requestTokens(base: string, form: Record<string, string>): Promise<ClioTokens> {
  const askedAtMs = Date.now();
  const { body } = await callClio({ method: 'POST', url: new URL(`${base}/oauth/token`), form });
  const tokens = tokensSchema.safeParse(body);
  if (!tokens.success) throw new ClioUnavailable("Clio's token answer lacks a token or its lifetime");
  return {
    accessToken: tokens.data.access_token,
    refreshToken: tokens.data.refresh_token,
    // Counted from before the call: better a refresh too early than a token that is dead already.
    expiresAtMs: askedAtMs + tokens.data.expires_in * 1000,
  };
}

const whoAmISchema = z.object({
  data: z.object({
    id: z.number().int(),
    name: z.string().nullish(),
    account_owner: z.boolean().nullish().catch(undefined),
    subscription_type: z.string().nullish().catch(undefined),
    roles: z.array(z.string()).nullish().catch(undefined),
    account: z.object({ id: z.number().int(), name: z.string().nullish() }),
  }),
});

export interface ClioIdentity {
  userId: string;
  userName: string | undefined;
  accountId: string;
  accountName: string | undefined;
  /** Who it is and what that person may do: of two that are equal, the same records can be seen. */
  viewer: string;
  rate: ClioRate | undefined;
}

/** The person and the firm's account at Clio that a token stands for. ClioUnauthorized when it is of another region. */
export async function whoAmI(base: string, accessToken: string): Promise<ClioIdentity> {
  const url = new URL(`${base}/api/v4/users/who_am_i.json`);
  url.searchParams.set('fields', 'id,name,account_owner,subscription_type,roles,account{id,name}');
  const { body, rate } = await callClio({ method: 'GET', url, accessToken });
  const parsed = whoAmISchema.safeParse(body);
  if (!parsed.success) throw new ClioRefused('Clio did not say whose account the token is for', { type: 'NoAccount' });
  const { id, name, account, account_owner, subscription_type, roles } = parsed.data.data;
  return {
    userId: String(id),
    userName: name ?? undefined,
    accountId: String(account.id),
    accountName: account.name ?? undefined,
    rate,
    viewer: JSON.stringify([
      account.id,
      id,
      account_owner ?? null,
      subscription_type ?? null,
      [...(roles ?? [])].sort(),
    ]),
  };
}
