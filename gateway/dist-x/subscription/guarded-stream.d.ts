import type { ExecutionResult } from 'graphql';
import { type VerifiedToken } from '../identity/access-token.ts';
import type { Revocations } from '../identity/revocations.ts';
import type { FederatedSubscription } from './shared-stream.ts';
export interface StreamGuard {
    /** Undefined for an anonymous client, whose stream nobody has to guard. */
    verified: VerifiedToken | undefined;
    revocations: Revocations;
    /** Looks at the client's credential once more when its time is up; one that cannot be renewed throws TokenRefused. */
    again?: (() => Promise<VerifiedToken | undefined>) | undefined;
}
/**
 * A stream that ends by itself, at once and not with its next event, when the credential that it was opened with stops
 * being good: its time is up and it is not good for longer, or its session is revoked.
 */
export declare function guardedStream(subscription: FederatedSubscription, { verified, revocations, again }: StreamGuard): AsyncIterableIterator<ExecutionResult>;
