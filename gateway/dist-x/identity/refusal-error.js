import { ClientError } from '../operation/client-error.js';
const messages = {
    expired: 'The access token has expired. Get a new one and try again.',
    invalid: 'The access token is not valid here.',
    revoked: 'The session has ended. Sign in again.',
    unavailable: 'The access token cannot be checked right now. Try again in a moment.',
};
/** The error of a refused token. A client gets a new token by `extensions.reason`; it must not sign out when we are unwell. */
export function refusalError(reason) {
    return new ClientError(messages[reason], {
        extensions: { code: reason === 'unavailable' ? 'SERVICE_UNAVAILABLE' : 'UNAUTHENTICATED', reason },
    });
}
//# sourceMappingURL=refusal-error.js.map