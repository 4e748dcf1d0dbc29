import { ConnectClioDocument } from '../../../generated/graphql.ts';
import { GatewayUnreachable, gatewayRequest } from '../../../graph/gateway-request.ts';
import { mintAccessToken } from '../../../session/server-session.ts';
import { answered, refused, sessionRoute } from '../../../session/session-answer.ts';
import { keepClioNonce } from '../../../session/session-cookie.ts';
import { connectClioInput, inputError } from '../../../session/session-input.ts';

/**
 * Begins the authorisation at Clio. The nonce goes into a cookie of this browser and never into the page: the callback
 * proves with it that it came back to the browser that began.
 */
export const POST = sessionRoute(async (body) => {
  const input = connectClioInput.safeParse(body);
  if (!input.success) return refused(400, inputError(input.error));
  const token = await mintAccessToken(input.data.firmId);
  if ('error' in token) return refused(token.error.code === 'SESSION_EXPIRED' ? 401 : 403, token.error);

  const { data, errors } = await gatewayRequest(
    ConnectClioDocument,
    { input: { region: input.data.region } },
    token.ok.accessToken,
  );
  if (data?.connectClio.ok) {
    await keepClioNonce(data.connectClio.ok.nonce);
    return answered({ authorizationUrl: data.connectClio.ok.authorizationUrl });
  }
  if (data?.connectClio.error) return refused(422, data.connectClio.error);
  if (errors[0]?.extensions?.code === 'FORBIDDEN')
    return refused(403, { code: 'FORBIDDEN', message: errors[0].message });
  throw new GatewayUnreachable('connectClio gave no result.');
});
