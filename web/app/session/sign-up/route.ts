import { SignUpDocument } from '../../../generated/graphql.ts';
import { GatewayUnreachable, gatewayRequest } from '../../../graph/gateway-request.ts';
import { answered, refused, sessionRoute } from '../../../session/session-answer.ts';
import { keepSession } from '../../../session/session-cookie.ts';
import { inputError, signUpInput } from '../../../session/session-input.ts';

/** Creates the account and keeps its session in the cookie. */
export const POST = sessionRoute(async (body) => {
  const input = signUpInput.safeParse(body);
  if (!input.success) return refused(400, inputError(input.error));
  const { data } = await gatewayRequest(SignUpDocument, { input: input.data });
  if (data?.signUp.ok) {
    await keepSession(data.signUp.ok.sessionToken, data.signUp.ok.expiresAt);
    return answered({ userId: data.signUp.ok.user.id });
  }
  if (data?.signUp.error) return refused(422, data.signUp.error);
  throw new GatewayUnreachable('signUp gave no result.');
});
