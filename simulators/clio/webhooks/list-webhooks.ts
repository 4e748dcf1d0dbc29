import type { ApiCall } from '../api/call.ts';
import { badArgument } from '../api/errors.ts';
import { writerOf } from '../api/fields.ts';
import { pageOf } from '../api/page.ts';
import { Query } from '../api/query.ts';
import { dayText } from '../firm/days.ts';
import type { UserRow } from '../firm/people-rows.ts';
import { json, type Reply } from '../http/exchange.ts';
import { BadParameter, commonFilters } from '../resources/filters.ts';
import { webhookShape } from './webhook-shape.ts';

const limitMax = 200;

/** `GET /api/v4/webhooks.json`. */
export function listWebhooks({ base, firm, path, search, world }: ApiCall, user: UserRow): Reply {
  const query = new Query(search);
  const limit = query.integer('limit', 1, limitMax) ?? limitMax;
  const write = writerOf(webhookShape, query.text('fields'));
  const today = dayText(firm.zone.dayOf(Math.floor(world.clock.now() / 1000)));
  const rows = Object.entries(commonFilters).reduce((kept, [name, filter]) => {
    const values = query.params.getAll(name);
    if (values.length === 0) return kept;
    try {
      return kept.filter(filter(values, name, today, firm));
    } catch (error) {
      throw error instanceof BadParameter ? badArgument(error.message) : error;
    }
  }, world.webhooks.of(user));

  const order = query.text('order') ?? 'id(asc)';
  if (order !== 'id(asc)' && order !== 'id(desc)') throw badArgument('order must be id(asc) or id(desc)');
  const ordered = order === 'id(asc)' ? rows : rows.toReversed();
  const cursor = order === 'id(asc)' && query.text('offset') === undefined;
  const page = pageOf({ rows: ordered, cursor }, query, limit, `${user.id}/webhooks`);
  const meta = {
    paging: {
      ...(page.previous && { previous: `${base}${path}${page.previous}` }),
      ...(page.next && { next: `${base}${path}${page.next}` }),
    },
    ...(world.metaRecords && { records: rows.length }),
  };
  const reply = json(200, null);
  return {
    ...reply,
    body: `{"data":[${page.rows.map((row) => write(row)).join(',')}],"meta":${JSON.stringify(meta)}}`,
  };
}
