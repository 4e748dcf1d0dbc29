/** What the OAuth callback says in `?result=`. */
export const callbackResults = [
  'connected',
  'declined',
  'state_unknown',
  'nonce_mismatch',
  'expired',
  'wrong_region',
  'exchange_failed',
  'account_in_use',
  'other_account',
] as const;
export type CallbackResult = (typeof callbackResults)[number];
