import { SignOutDocument } from '../../../generated/graphql.ts';
import { GatewayUnreachable, gatewayRequest } from '../../../graph/gateway-request.ts';
import { answered, sessionRoute } from '../../../session/session-answer.ts';
import { dropSession, readSessionToken } from '../../../session/session-cookie.ts';

/** Ends the session at the server and in the browser. The cookie goes even when the server cannot be told. */
export const POST = sessionRoute(async () => {
  const sessionToken = await readSessionToken();
  await dropSession();
  try {
    if (sessionToken) await gatewayRequest(SignOutDocument, { input: { sessionToken } });
  } catch (error) {
    if (!(error instanceof GatewayUnreachable)) throw error;
    console.error(error);
  }
  return answered({ signedOut: true });
});
