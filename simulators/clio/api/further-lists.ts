import { parseDay } from '../firm/days.ts';
import { outstandingBalances } from '../firm/outstanding-balances.ts';
import { billableClients, billableMatters } from '../firm/unbilled-work.ts';
import { whileUnchanged } from '../firm/while-unchanged.ts';
import type { Reply } from '../http/exchange.ts';
import { billableClientsList, billableMattersList } from '../resources/billable-work.ts';
import { contactParts, partsOf } from '../resources/contact-parts.ts';
import {
  clientOf,
  contactsOf,
  matterClient,
  matterContacts,
  relatedContacts,
  relatedContactsOf,
} from '../resources/matter-contacts.ts';
import { matters } from '../resources/matters.ts';
import { outstandingClientBalances } from '../resources/outstanding-client-balances.ts';
import { protectedFunds, protectedFundsOf } from '../resources/protected-funds.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import { showBillPreview } from './bill-preview.ts';
import type { ApiCall } from './call.ts';
import { badArgument, notFound } from './errors.ts';
import { listRecords } from './list-records.ts';
import { Query } from './query.ts';
import { requirePermission } from './require-permission.ts';
import { restrictedReader } from './restricted-reader.ts';
import { showRow } from './show-record.ts';

/** Lists that no table stands behind: what follows from other records, and what lies within one. Undefined for others. */
export function furtherList(call: ApiCall, segments: readonly string[]): Reply | undefined {
  const [collection = '', id = '', part = ''] = segments;
  if (segments.length > 3) return undefined;
  switch (`${collection} ${/^\d+$/.test(id) ? part : id}`.trim()) {
    case 'outstanding_client_balances': {
      const rows = whileUnchanged(call.firm, collection, () => outstandingBalances(call.firm));
      return listRecords(call, outstandingClientBalances, { name: collection, rows });
    }
    case 'billable_matters':
    case 'billable_matters ids':
      return listRecords(call, billableMattersList, unbilled(call));
    case 'billable_clients': {
      const { name, rows } = unbilled(call);
      const clients = whileUnchanged(call.firm, `clients of ${name}`, () => billableClients(rows));
      return listRecords(call, billableClientsList, { name: `clients of ${name}`, rows: clients });
    }
    case 'bills preview':
      return showBillPreview(call, Number(id));
    case 'matters client':
      return showRow(call, matterClient, clientOf(matterWith(call, id)));
    case 'matters contacts':
      return listRecords(call, matterContacts, {
        name: `${collection}/${id}/${part}`,
        rows: contactsOf(matterWith(call, id)),
      });
    case 'matters related_contacts':
      return listRecords(call, relatedContacts, {
        name: `${collection}/${id}/${part}`,
        rows: relatedContactsOf(matterWith(call, id)),
      });
    case 'matters protected_funds':
      requirePermission(call, protectedFunds);
      return listRecords(call, protectedFunds, {
        name: `${collection}/${id}/${part}`,
        rows: protectedFundsOf(matterWith(call, id)),
      });
    case 'contacts email_addresses':
    case 'contacts phone_numbers':
      // They came with 4.0.11.
      if (call.version < 11) throw notFound();
      return parts(call, Number(id), part);
    default:
      return undefined;
  }
}

function unbilled({ firm, search }: ApiCall) {
  const query = new Query(search);
  const from = day(query, 'start_date') ?? Number.NEGATIVE_INFINITY;
  const to = day(query, 'end_date') ?? Number.POSITIVE_INFINITY;
  const name = `billable_matters ${from} ${to}`;
  return { name, rows: whileUnchanged(firm, name, () => billableMatters(firm, from, to)) };
}

function day(query: Query, name: string): number | undefined {
  const text = query.text(name);
  if (text === undefined) return undefined;
  const parsed = parseDay(text.slice(0, 10));
  if (parsed === undefined) throw badArgument(`${name} must be a date, got ${JSON.stringify(text)}`);
  return parsed;
}

function parts(call: ApiCall, id: number, list: string): Reply | undefined {
  const contact = call.firm.tables.contacts.find(id);
  const resource = contactParts[list];
  if (!contact || !resource) throw notFound();
  return listRecords(call, resource, { name: `contacts/${id}/${list}`, rows: partsOf(contact, list) });
}

function matterWith(call: ApiCall, id: string) {
  requirePermission(call, matterContacts);
  const matter = call.firm.tables.matters.find(Number(id));
  const reader = restrictedReader(call);
  if (!matter || (reader && !isVisibleTo(reader, matters.shape, matter))) throw notFound();
  return matter;
}
