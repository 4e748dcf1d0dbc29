import type { OAuthApplication } from '../world.ts';

/** The parameters of `/oauth/authorize`, checked as far as they must be before anyone may be redirected. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  state: string | undefined;
  redirectOnDecline: boolean;
}

/** A sentence says what is wrong; sending the browser on to an address that is not registered would leak the code. */
export function authorizationRequest(
  params: URLSearchParams,
  application: OAuthApplication,
  base: string,
): AuthorizationRequest | string {
  const clientId = params.get('client_id') ?? '';
  const redirectUri = params.get('redirect_uri') ?? '';
  if (clientId !== application.clientId) return 'No application is registered under this client_id.';
  if (![...application.redirectUris, approvalUri(base)].includes(redirectUri)) {
    return `The redirect_uri ${JSON.stringify(redirectUri)} is not one of those registered for this application.`;
  }
  if (params.get('response_type') !== 'code') return 'The response_type must be "code".';
  return {
    clientId,
    redirectUri,
    state: params.get('state') ?? undefined,
    redirectOnDecline: params.get('redirect_on_decline') === 'true',
  };
}

/** Where applications without a web address are sent: Clio shows the code itself. */
export function approvalUri(base: string): string {
  return `${base}/oauth/approval`;
}

export function redirectTo(uri: string, params: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
