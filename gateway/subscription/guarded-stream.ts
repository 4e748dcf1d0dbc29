import type { ExecutionResult } from 'graphql';
import { TokenRefused, type VerifiedToken } from '../identity/access-token.ts';
import { refusalError } from '../identity/refusal-error.ts';
import type { Revocations } from '../identity/revocations.ts';
import { releasedAtEnd } from './released-at-end.ts';
import type { FederatedSubscription } from './shared-stream.ts';

/** Longest wait that Node's timers know. */
const timerMaxMs = 2_147_483_647;

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
export function guardedStream(
  subscription: FederatedSubscription,
  { verified, revocations, again }: StreamGuard,
): AsyncIterableIterator<ExecutionResult> {
  if (!verified) return subscription;
  let over = false;
  let timer = wait(verified);
  const stopListening = revocations.onRevoked(verified.principal.sessionId, () =>
    subscription.abort(refusalError('revoked')),
  );
  return releasedAtEnd(subscription, () => {
    over = true;
    clearTimeout(timer);
    stopListening();
  });

  function wait({ expiresAt }: VerifiedToken): NodeJS.Timeout {
    return setTimeout(() => void renew(), Math.min(Math.max(0, expiresAt - Date.now()), timerMaxMs));
  }

  async function renew(): Promise<void> {
    try {
      const renewed = await again?.();
      // A clock that may be a little wrong is forgiven at the beginning, not here: it would be asked about without a pause.
      if (!renewed || renewed.expiresAt <= Date.now()) throw new TokenRefused('expired');
      if (!over) timer = wait(renewed);
    } catch (error) {
      subscription.abort(refusalError(error instanceof TokenRefused ? error.reason : 'unavailable'));
    }
  }
}
