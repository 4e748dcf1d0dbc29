import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { FirmShellDocument } from '../generated/graphql.ts';
import { GatewayUnreachable, gatewayRequest } from '../graph/gateway-request.ts';
import { signInPath } from '../session/next-path.ts';
import { requestedPath } from '../session/requested-path.ts';
import { mintAccessToken } from '../session/server-session.ts';

/**
 * What the server needs to open a page of a firm. Without a session the person goes to sign in; undefined for a firm that is
 * not theirs and for one that does not exist, which look exactly alike.
 */
export const findFirm = cache(async (firmId: string) => {
  const token = await mintAccessToken(firmId);
  if ('error' in token) {
    if (token.error.code === 'NOT_A_MEMBER') return undefined;
    redirect(signInPath(await requestedPath()));
  }
  const { data } = await gatewayRequest(FirmShellDocument, {}, token.ok.accessToken);
  if (!data?.me) throw new GatewayUnreachable('The gateway answered without the person.');
  return data.firm ? { ...token.ok, me: data.me, firm: data.firm } : undefined;
});

/** The same, and the page of what does not exist where there is no such firm. */
export async function requireFirm(firmId: string) {
  return (await findFirm(firmId)) ?? notFound();
}
