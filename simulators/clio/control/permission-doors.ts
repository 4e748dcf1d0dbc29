import { json, type Reply } from '../http/exchange.ts';
import { permissions } from '../resources/permission.ts';
import { redactables } from '../resources/view.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-input.ts';

/**
 * `GET` and `POST /_control/permissions`: what is taken away from a firm or one user of it, from the next request on.
 * `{"accountId": 610001, "userId": 354000007, "denied": ["Billing"], "redacted": ["hours"], "visible": "own"}`; what is not
 * named is given back.
 */
export async function answerPermissionControl(
  called: string,
  search: string,
  world: World,
  read: () => Promise<Record<string, unknown>>,
): Promise<Reply | undefined> {
  if (called !== 'GET permissions' && called !== 'POST permissions') return undefined;
  const body = called === 'POST permissions' ? await read() : Object.fromEntries(new URLSearchParams(search));
  const firm = world.firm(Number(body['accountId']));
  if (!firm) throw new ControlError(404, `There is no account ${String(body['accountId'])}`);
  const userId = body['userId'] === undefined ? null : Number(body['userId']);
  if (userId !== null && !firm.tables.users.find(userId)) throw new ControlError(404, `There is no user ${userId}`);
  if (called === 'POST permissions') {
    world.access.set(firm.account.id, userId, {
      denied: new Set(wordsIn(body, 'denied', permissions)),
      redacted: new Set(wordsIn(body, 'redacted', redactables)),
      visible: wordsIn({ visible: [body['visible'] ?? 'all'] }, 'visible', ['all', 'own'] as const)[0] ?? 'all',
    });
    // Pages that were kept show what may not be seen any more.
    firm.version++;
  }
  const { denied, redacted, visible } = world.access.of({ accountId: firm.account.id, userId: userId ?? 0 });
  return json(200, { accountId: firm.account.id, userId, denied: [...denied], redacted: [...redacted], visible });
}

function wordsIn<Word extends string>(
  body: Readonly<Record<string, unknown>>,
  name: string,
  known: readonly Word[],
): Word[] {
  const given = body[name] ?? [];
  const words = Array.isArray(given) ? known.filter((word) => given.includes(word)) : [];
  if (!Array.isArray(given) || words.length !== given.length) {
    throw new ControlError(400, `${name} must be a list of ${known.join(', ')}`);
  }
  return words;
}
