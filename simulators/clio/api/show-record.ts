import { etagOf } from '../firm/etag.ts';
import { tableOf } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { jsonType, type Reply } from '../http/exchange.ts';
import { shapeIn } from '../resources/earlier-versions.ts';
import type { Resource } from '../resources/resource.ts';
import { readField } from '../resources/shape.ts';
import { isVisibleTo } from '../resources/visible-rows.ts';
import type { ApiCall } from './call.ts';
import { notFound } from './errors.ts';
import { writerOf } from './fields.ts';
import { Query } from './query.ts';
import { requirePermission } from './require-permission.ts';
import { restrictedReader } from './restricted-reader.ts';
import { viewOf } from './view-of.ts';

/** `GET /api/v4/{collection}/{id}.json`. A record of another firm is as unknown as one that never was. */
export function showRecord(call: ApiCall, resource: Resource, id: number): Reply {
  requirePermission(call, resource);
  const row = tableOf(call.firm, resource.name).find(id);
  const reader = restrictedReader(call);
  if (!row || (reader && !isVisibleTo(reader, resource.shape, row))) throw notFound();
  return showRow(call, resource, row);
}

/** One record with `ETag` and `Last-Modified`, or 304 when the caller already has it. */
export function showRow(call: ApiCall, resource: Pick<Resource, 'shape'>, row: Row): Reply {
  const query = new Query(call.search);
  const write = writerOf(shapeIn(call.version, resource.shape), query.text('fields'));
  const etag = String(readField(resource.shape, row, 'etag') ?? etagOf(0, row.id, row.version));
  const headers = { ...jsonType, ETag: etag, 'Last-Modified': new Date(row.updatedAt * 1000).toUTCString() };
  if (unchanged(call, etag, row.updatedAt)) return { status: 304, headers };
  return { status: 200, headers, body: `{"data":${write(row, viewOf(call, query))}}` };
}

/** `If-None-Match` decides where both are given, as HTTP has it. */
function unchanged({ request }: ApiCall, etag: string, updatedAt: number): boolean {
  const match = request.headers['if-none-match'];
  if (match !== undefined) {
    return match
      .split(',')
      .some((candidate) => candidate.trim() === '*' || candidate.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && updatedAt * 1000 <= since;
}
