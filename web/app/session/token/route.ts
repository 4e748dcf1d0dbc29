import { mintAccessToken } from '../../../session/server-session.ts';
import { answered, refused, sessionRoute } from '../../../session/session-answer.ts';
import { inputError, tokenInput } from '../../../session/session-input.ts';

/**
 * Mints an access token from the cookie's session. `expiresInMs` is counted on the server, so that a browser whose clock is
 * wrong still renews in time.
 */
export const POST = sessionRoute(async (body) => {
  const input = tokenInput.safeParse(body);
  if (!input.success) return refused(400, inputError(input.error));
  const token = await mintAccessToken(input.data.firmId);
  if ('error' in token) return refused(token.error.code === 'SESSION_EXPIRED' ? 401 : 403, token.error);
  const { accessToken, expiresAt } = token.ok;
  return answered({ accessToken, expiresAt, expiresInMs: Date.parse(expiresAt) - Date.now() });
});
