import { jsonType, type Reply } from '../http/exchange.ts';
import { shapeIn } from '../resources/earlier-versions.ts';
import type { Resource } from '../resources/resource.ts';
import type { ApiCall } from './call.ts';
import { writerOf } from './fields.ts';
import { matchingRows, type RowSource } from './matching-rows.ts';
import { pageOf } from './page.ts';
import { pageVersion } from './page-version.ts';
import { Query } from './query.ts';
import { requirePermission } from './require-permission.ts';
import { restrictedReader } from './restricted-reader.ts';
import { viewOf } from './view-of.ts';

/** `GET /api/v4/{collection}.json`: one page, its neighbours, and the number of all records where that is switched on. */
export function listRecords(call: ApiCall, resource: Resource, source?: RowSource): Reply {
  const { firm, grant, version, world, base, path, search } = call;
  const key = `${grant.userId} ${version} ${base}${path}${search}`;
  const made = source ? `firm ${firm.version}` : pageVersion(call, resource);
  const known = world.pages.get(key, made);
  if (known) return { status: 200, headers: jsonType, body: known };

  requirePermission(call, resource);
  const query = new Query(search);
  const limit = query.integer('limit', 1, resource.limitMax) ?? resource.limitMax;
  const write = writerOf(shapeIn(version, resource.shape), query.text('fields'));
  const view = viewOf(call, query);
  const matching = matchingRows(firm, resource, query, world.clock.now(), source, restrictedReader(call));
  const page = pageOf(matching, query, limit, `${firm.account.id}/${source?.name ?? resource.name}`);

  const meta = {
    paging: {
      ...(page.previous && { previous: `${base}${path}${page.previous}` }),
      ...(page.next && { next: `${base}${path}${page.next}` }),
    },
    ...(world.metaRecords && { records: matching.rows.length }),
  };
  // One long text, made flat once by Buffer; joining the records first would copy everything twice.
  let text = '{"data":[';
  let separator = '';
  for (const row of page.rows) {
    text += separator + write(row, view);
    separator = ',';
  }
  const body = Buffer.from(`${text}],"meta":${JSON.stringify(meta)}}`);
  // "Overdue" and the like depend on the date too; those lists are not kept.
  if (!/overdue/.test(search)) world.pages.set(key, made, body);
  return { status: 200, headers: jsonType, body };
}
