import type { ApiCall } from '../api/call.ts';
import { ClioError, notFound } from '../api/errors.ts';
import { writerOf } from '../api/fields.ts';
import { requireMatch } from '../api/if-match.ts';
import { Query } from '../api/query.ts';
import { requirePermission } from '../api/require-permission.ts';
import { restrictedReader } from '../api/restricted-reader.ts';
import { viewOf } from '../api/view-of.ts';
import { tableOf } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { jsonType, type Reply } from '../http/exchange.ts';
import type { Resource } from '../resources/resource.ts';
import { readField } from '../resources/shape.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import { writers } from './catalogue.ts';
import { Edit } from './edit.ts';
import { Given } from './given.ts';
import { readData } from './read-data.ts';
import { releaseWritten } from './release-written.ts';

/**
 * `POST /api/v4/{collection}.json` (201), `PATCH` (200) and `DELETE /api/v4/{collection}/{id}.json` (204). The answer
 * shows `id` and `etag` unless `fields` asks for more. A POST that is sent twice makes two records: there is no key that
 * would tell. Methods that Clio does not have for a collection are 404.
 */
export async function writeRecord(call: ApiCall, resource: Resource, id: string | undefined): Promise<Reply> {
  requirePermission(call, resource);
  const writer = writers[resource.name];
  const { firm, grant, method, world } = call;
  const user = firm.tables.users.find(grant.userId);
  if (method === 'POST' && id === undefined && writer?.create) {
    const { create } = writer;
    const show = shower(call, resource);
    const given = new Given(await readData(call.request), call.version);
    return show(
      Edit.make(world, firm, user, (edit) => create(given, edit)),
      201,
    );
  }
  const row = rowWith(call, resource, id);
  if (method === 'PATCH' && writer?.update) {
    const { update } = writer;
    const show = shower(call, resource);
    const given = new Given(await readData(call.request), call.version);
    requireVisibleFields(call, resource, given);
    requireMatch(call.request, String(readField(resource.shape, row, 'etag')));
    Edit.make(world, firm, user, (edit) => {
      edit.touch(resource.name, row);
      releaseWritten(row, given);
      update(row, given, edit);
    });
    return show(row, 200);
  }
  if (method === 'DELETE' && writer?.remove) {
    const { remove } = writer;
    Edit.make(world, firm, user, (edit) => remove(row, edit));
    return { status: 204 };
  }
  throw notFound();
}

/** Made before anything is written, so that a field that does not exist refuses the whole request. */
function shower(call: ApiCall, resource: Resource): (row: Row, status: number) => Reply {
  const query = new Query(call.search);
  const write = writerOf(resource.shape, query.text('fields'));
  const view = viewOf(call, query);
  return (row, status) => ({
    status,
    headers: {
      ...jsonType,
      ETag: String(readField(resource.shape, row, 'etag')),
      'Last-Modified': new Date(row.updatedAt * 1000).toUTCString(),
    },
    body: `{"data":${write(row, view)}}`,
  });
}

function rowWith(call: ApiCall, { name, shape }: Resource, id: string | undefined): Row {
  const row = id === undefined || !/^\d{1,15}$/.test(id) ? undefined : tableOf(call.firm, name).find(Number(id));
  const reader = restrictedReader(call);
  if (!row || (reader && !isVisibleTo(reader, shape, row))) throw notFound();
  return row;
}

/** What is redacted for someone cannot be written by them either. */
function requireVisibleFields(call: ApiCall, { shape }: Resource, given: Given): void {
  const { redacts } = viewOf(call, new Query(call.search));
  for (const [field, needed] of shape.redactable) {
    if (redacts.has(needed) && given.has(field)) {
      throw new ClioError(403, 'ForbiddenError', `${field} is redacted and cannot be changed.`);
    }
  }
}
