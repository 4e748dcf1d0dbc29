import { redirect } from 'next/navigation';
import { cache } from 'react';
import { CreateAccessTokenDocument, type Role, ViewerDocument, type ViewerQuery } from '../generated/graphql.ts';
import { GatewayUnreachable, gatewayRequest } from '../graph/gateway-request.ts';
import { signInPath } from './next-path.ts';
import { requestedPath } from './requested-path.ts';
import { readSessionToken } from './session-cookie.ts';

export type MintedToken =
  | { ok: { accessToken: string; expiresAt: string; role: Role | null; scopes: string[] } }
  | { error: { code: 'SESSION_EXPIRED' | 'NOT_A_MEMBER'; message: string } };

/**
 * An access token for the session in the cookie, for one firm or for the person alone. Once per request and firm: layout
 * and page share it. Throws GatewayUnreachable.
 */
export const mintAccessToken = cache(async (firmId?: string): Promise<MintedToken> => {
  const sessionToken = await readSessionToken();
  if (!sessionToken) return { error: { code: 'SESSION_EXPIRED', message: 'You are not signed in.' } };
  const { data } = await gatewayRequest(CreateAccessTokenDocument, {
    input: { sessionToken, ...(firmId ? { firmId } : {}) },
  });
  const result = data?.createAccessToken;
  if (result?.ok) return { ok: { ...result.ok, role: result.ok.role ?? null } };
  if (result?.error) return { error: result.error };
  throw new GatewayUnreachable('The gateway gave no access token.');
});

export type Viewer = NonNullable<ViewerQuery['me']>;

/** The signed-in person, or undefined. Throws GatewayUnreachable: not to know who somebody is does not sign them out. */
export const viewer = cache(async (): Promise<Viewer | undefined> => {
  const token = await mintAccessToken();
  if (!('ok' in token)) return undefined;
  const { data, errors } = await gatewayRequest(ViewerDocument, {}, token.ok.accessToken);
  if (!data?.me && errors.some(({ extensions }) => extensions?.code !== 'UNAUTHENTICATED')) {
    throw new GatewayUnreachable('The gateway did not say who is signed in.');
  }
  return data?.me ?? undefined;
});

/** The signed-in person; everyone else goes to the sign-in page and comes back to this one. */
export async function requireViewer(): Promise<Viewer> {
  return (await viewer()) ?? redirect(signInPath(await requestedPath()));
}
