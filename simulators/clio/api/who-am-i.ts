import type { Reply } from '../http/exchange.ts';
import { resources } from '../resources/catalogue.ts';
import type { ApiCall } from './call.ts';
import { showRecord } from './show-record.ts';

/** `GET /api/v4/users/who_am_i.json`: the user who approved the grant behind the token. */
export function whoAmI(call: ApiCall): Reply {
  return showRecord(call, resources.users, call.grant.userId);
}
