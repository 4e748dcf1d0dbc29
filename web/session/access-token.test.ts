import { expect, test } from '@jest/globals';
import { createAccessTokenSource, SessionExpired } from './access-token.ts';

function fixture({ lifeMs = 900_000 } = {}) {
  const state = { nowMs: 0, minted: 0, hasSession: true, asked: 0, signIn: Promise.withResolvers<void>() };
  const source = createAccessTokenSource({
    nowMs: () => state.nowMs,
    mint: async () => {
      await Promise.resolve();
      if (!state.hasSession) throw new SessionExpired();
      state.minted += 1;
      return { accessToken: `token-${state.minted}`, expiresAtMs: state.nowMs + lifeMs };
    },
    reauthenticate: () => {
      state.asked += 1;
      return state.signIn.promise;
    },
  });
  return { state, source };
}

test('callers at the same time share one request', async () => {
  const { state, source } = fixture();
  const tokens = await Promise.all([source.get(), source.get(), source.get()]);
  expect(state.minted).toBe(1);
  expect(new Set(tokens.map((token) => token.accessToken))).toEqual(new Set(['token-1']));
});

test('a token is replaced a minute before it expires, and not earlier', async () => {
  const { state, source } = fixture();
  await source.get();
  state.nowMs = 839_999;
  expect((await source.get()).accessToken).toBe('token-1');
  state.nowMs = 840_000;
  expect((await source.get()).accessToken).toBe('token-2');
});

test('an expired session asks once, and everyone who waited goes on with the new token', async () => {
  const { state, source } = fixture();
  state.hasSession = false;
  const waiting = Promise.all([source.get(), source.get()]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(state.asked).toBe(1);
  state.hasSession = true;
  state.signIn.resolve();
  expect((await waiting).map((token) => token.accessToken)).toEqual(['token-1', 'token-1']);
});

test('a failure that is not an expired session reaches the caller and is not remembered', async () => {
  let failures = 1;
  const source = createAccessTokenSource({
    mint: async () => {
      if (failures-- > 0) throw new TypeError('fetch failed');
      return { accessToken: 'token', expiresAtMs: Number.POSITIVE_INFINITY };
    },
    reauthenticate: () => Promise.reject(new Error('not expected')),
  });
  await expect(source.get()).rejects.toThrow('fetch failed');
  expect((await source.get()).accessToken).toBe('token');
});

test('complaining about an old token keeps the new one', async () => {
  const { state, source } = fixture();
  await source.get();
  source.forget('token-1');
  await source.get();
  source.forget('token-1');
  expect((await source.get()).accessToken).toBe('token-2');
  expect(state.minted).toBe(2);
});
