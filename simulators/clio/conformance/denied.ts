import type { Clio, Json } from './clio.ts';
import { hasStatus } from './expectations.ts';

/** Takes something away from everyone at the firm, and gives it back. */
export async function denied(clio: Clio, rule: Json, act: () => Promise<void>): Promise<void> {
  const { accountId } = clio.simulator;
  hasStatus(await clio.simulator.control('POST', 'permissions', { accountId, ...rule }), 200);
  try {
    await act();
  } finally {
    await clio.simulator.control('POST', 'permissions', { accountId });
  }
}
