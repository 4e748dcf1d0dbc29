import { TokenRefused } from '../identity/access-token.js';
import { refusalError } from '../identity/refusal-error.js';
import { releasedAtEnd } from './released-at-end.js';
/** Longest wait that Node's timers know. */
const timerMaxMs = 2_147_483_647;
/**
 * A stream that ends by itself, at once and not with its next event, when the credential that it was opened with stops
 * being good: its time is up and it is not good for longer, or its session is revoked.
 */
export function guardedStream(subscription, { verified, revocations, again }) {
    if (!verified)
        return subscription;
    let over = false;
    let timer = wait(verified);
    const stopListening = revocations.onRevoked(verified.principal.sessionId, () => subscription.abort(refusalError('revoked')));
    return releasedAtEnd(subscription, () => {
        over = true;
        clearTimeout(timer);
        stopListening();
    });
    function wait({ expiresAt }) {
        return setTimeout(() => void renew(), Math.min(Math.max(0, expiresAt - Date.now()), timerMaxMs));
    }
    async function renew() {
        try {
            const renewed = await again?.();
            if (!renewed)
                throw new TokenRefused('expired');
            if (!over)
                timer = wait(renewed);
        }
        catch (error) {
            subscription.abort(refusalError(error instanceof TokenRefused ? error.reason : 'unavailable'));
        }
    }
}
//# sourceMappingURL=guarded-stream.js.map