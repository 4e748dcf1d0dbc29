import type { Grant } from '../oauth/grants.ts';
import { fullView, type View } from '../resources/view.ts';
import type { World } from '../world.ts';
import { redactedWithout } from './access.ts';
import type { ApiCall } from './call.ts';
import type { Query } from './query.ts';

/** How the fields of a call are read: by whom, and with the parameters that change what is shown of a record. */
export function viewOf({ firm, grant, version, world }: ApiCall, query: Query): View {
  const customFieldIds = query.params.getAll('custom_field_ids[]').map(Number);
  const user = query.text('rate_for[user_id]');
  const matter = query.text('rate_for[matter_id]');
  return {
    ...viewFor(world, grant),
    version,
    reader: firm.tables.users.find(grant.userId),
    customFieldIds: customFieldIds.length > 0 ? new Set(customFieldIds) : undefined,
    rateFor:
      user === undefined && matter === undefined
        ? undefined
        : { user: firm.tables.users.find(Number(user)), matter: firm.tables.matters.find(Number(matter)) },
  };
}

/** What someone may see of the records that are shown, however they came to be shown. */
export function viewFor({ access }: World, owner: Pick<Grant, 'accountId' | 'userId'>): View {
  const { denied, redacted } = access.of(owner);
  return {
    ...fullView,
    redacts: new Set([...redacted, ...[...denied].flatMap((area) => redactedWithout[area] ?? [])]),
  };
}
