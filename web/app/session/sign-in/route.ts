import { SignInDocument, SignOutDocument } from '../../../generated/graphql.ts';
import { GatewayUnreachable, gatewayRequest } from '../../../graph/gateway-request.ts';
import { answered, refused, sessionRoute } from '../../../session/session-answer.ts';
import { keepSession, readSessionToken } from '../../../session/session-cookie.ts';
import { inputError, signInInput } from '../../../session/session-input.ts';

/** Starts a session and keeps it in the cookie. A session that the cookie held before is ended: no id survives a sign-in. */
export const POST = sessionRoute(async (body) => {
  const input = signInInput.safeParse(body);
  if (!input.success) return refused(400, inputError(input.error));
  const before = await readSessionToken();
  const { data } = await gatewayRequest(SignInDocument, { input: input.data });
  if (data?.signIn.ok) {
    await keepSession(data.signIn.ok.sessionToken, data.signIn.ok.expiresAt);
    if (before) await gatewayRequest(SignOutDocument, { input: { sessionToken: before } });
    return answered({ userId: data.signIn.ok.user.id });
  }
  if (data?.signIn.error) return refused(data.signIn.error.code === 'TOO_MANY_ATTEMPTS' ? 429 : 422, data.signIn.error);
  throw new GatewayUnreachable('signIn gave no result.');
});
