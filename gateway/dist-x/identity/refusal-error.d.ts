import { ClientError } from '../operation/client-error.ts';
import type { TokenRefusal } from './access-token.ts';
/** The error of a refused token. A client gets a new token by `extensions.reason`; it must not sign out when we are unwell. */
export declare function refusalError(reason: TokenRefusal): ClientError;
