import { ClientError } from '../operation/client-error.ts';
import type { TokenRefusal } from './access-token.ts';

const messages: Record<TokenRefusal, string> = {
  expired: 'The access token has expired. Get a new one and try again.',
  invalid: 'The access token or API key is not valid here.',
  revoked: 'The session has ended. Sign in again.',
  unavailable: 'The access token cannot be checked right now. Try again in a moment.',
};

/** The error of a refused token. A client gets a new token by `extensions.reason`; it must not sign out when we are unwell. */
export function refusalError(reason: TokenRefusal): ClientError {
  return new ClientError(messages[reason], {
    extensions: { code: reason === 'unavailable' ? 'SERVICE_UNAVAILABLE' : 'UNAUTHENTICATED', reason },
  });
}
