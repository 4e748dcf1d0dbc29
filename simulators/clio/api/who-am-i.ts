import type { Reply } from '../http/exchange.ts';
import { resources } from '../resources/catalogue.ts';
import type { ApiCall } from './call.ts';
import { notFound } from './errors.ts';
import { showRow } from './show-record.ts';

/** `GET /api/v4/users/who_am_i.json`: the user who approved the grant behind the token. Needs no permission. */
export function whoAmI(call: ApiCall): Reply {
  const user = call.firm.tables.users.find(call.grant.userId);
  if (!user) throw notFound();
  return showRow(call, resources.users, user);
}
