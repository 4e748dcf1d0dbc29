/** A token for the graph, held in memory only. */
export interface AccessToken {
  accessToken: string;
  /** On this machine's clock, milliseconds since the epoch. */
  expiresAtMs: number;
}

/** Thrown by `mint` when there is no session any more. */
export class SessionExpired extends Error {
  override name = 'SessionExpired';
}

export interface AccessTokenOptions {
  /** Asks the server for a token. Throws SessionExpired. */
  mint: () => Promise<AccessToken>;
  /** Asks the person to sign in again; resolves when there is a session. Whoever waits for a token waits through this. */
  reauthenticate: () => Promise<void>;
  /** Default: the clock of this machine. */
  nowMs?: () => number;
  /** A token with less time left than this is replaced before use. Default: 60 seconds. */
  renewBeforeMs?: number;
}

export interface AccessTokenSource {
  /** A token that is good for at least `renewBeforeMs`. Callers at the same time share one request. */
  get(): Promise<AccessToken>;
  /** Drops the given token, or whichever is held: the next `get` mints another. */
  forget(accessToken?: string): void;
}

/** Keeps one access token and renews it on demand. */
export function createAccessTokenSource({
  mint,
  reauthenticate,
  nowMs = Date.now,
  renewBeforeMs = 60_000,
}: AccessTokenOptions): AccessTokenSource {
  let held: AccessToken | undefined;
  let minting: Promise<AccessToken> | undefined;

  async function mintThroughExpiry(): Promise<AccessToken> {
    for (;;) {
      try {
        return await mint();
      } catch (error) {
        if (!(error instanceof SessionExpired)) throw error;
        await reauthenticate();
      }
    }
  }

  return {
    async get() {
      if (held && held.expiresAtMs - nowMs() > renewBeforeMs) return held;
      minting ??= mintThroughExpiry().finally(() => {
        minting = undefined;
      });
      held = await minting;
      return held;
    },
    forget(accessToken) {
      // A slow answer that complains about an old token must not throw away the new one.
      if (!accessToken || held?.accessToken === accessToken) held = undefined;
    },
  };
}
