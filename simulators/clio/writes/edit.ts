import { everyField, writerOf } from '../api/fields.ts';
import { type Firm, type ResourceName, tableOf } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import { resources } from '../resources/catalogue.ts';
import { readField } from '../resources/shape.ts';
import { lookAt, type Sight, tellWebhooks } from '../webhooks/watch.ts';
import type { World } from '../world.ts';
import type { ChangeEvent } from './change-log.ts';

interface Touched {
  name: ResourceName;
  row: Row;
  event: ChangeEvent;
  /** All of the record as it was, as text; undefined for a new one. */
  before: string | undefined;
  etagBefore: string;
  sights: readonly Sight[];
}

/**
 * One change of a firm's records, with all that follows from it. Everyone who changes data works through an edit: the
 * API, the control door and the firm's own life.
 *
 * A record has to be touched before it is changed. `commit` moves the version, etag and `updated_at` of the records that
 * really are different, makes what was computed from the firm stale, writes the change log and tells the webhooks.
 */
export class Edit {
  readonly firm: Firm;
  readonly world: World;
  /** Epoch seconds. */
  readonly now: number;
  readonly #touched = new Map<Row, Touched>();
  readonly #trashed = new Set<Row>();

  constructor(world: World, firm: Firm) {
    this.world = world;
    this.firm = firm;
    this.now = Math.floor(world.clock.now() / 1000);
  }

  /** To be called before the record is changed; gives it back. */
  touch<R extends Row>(name: ResourceName, row: R): R {
    if (!this.#touched.has(row)) this.#note(name, row, 'updated', wholeText(name, row));
    return row;
  }

  /** Puts a new record, whose fields are set, at the end of its collection. */
  add<R extends Row>(name: ResourceName, row: R): R {
    const table = tableOf(this.firm, name);
    row.id = table.nextId();
    row.createdAt = row.updatedAt = this.now;
    table.insert(row);
    this.#note(name, row, 'created', undefined);
    return row;
  }

  remove(name: ResourceName, row: Row): void {
    const known = this.#touched.get(row);
    if (known) known.event = 'deleted';
    else this.#note(name, row, 'deleted', wholeText(name, row));
    tableOf(this.firm, name).remove(row);
  }

  /** To be called before the record is marked as thrown away: webhooks hear of a deletion, but it can still be read. */
  trash(name: ResourceName, row: Row): void {
    this.touch(name, row);
    const known = this.#touched.get(row);
    if (known) known.event = 'deleted';
    this.#trashed.add(row);
  }

  commit(): void {
    const changed = [...this.#touched.values()].filter(
      ({ name, row, event, before }) => event !== 'updated' || wholeText(name, row) !== before,
    );
    if (changed.length === 0) return;
    for (const { row, event } of changed) if (event === 'updated' || this.#trashed.has(row)) age(row, this.now);
    this.firm.version++;
    for (const { name, row, event, etagBefore, sights } of changed) {
      this.world.changes.add({
        at: new Date(this.world.clock.now()).toISOString(),
        accountId: this.firm.account.id,
        resource: name,
        id: row.id,
        event,
        etag: event === 'deleted' ? etagBefore : etagOf(name, row),
      });
      tellWebhooks(this.world, sights, name, row, event);
    }
  }

  #note(name: ResourceName, row: Row, event: ChangeEvent, before: string | undefined): void {
    const sights = lookAt(this.world, this.firm, name, row);
    this.#touched.set(row, { name, row, event, before, etagBefore: etagOf(name, row), sights });
  }
}

function wholeText(name: ResourceName, row: Row): string {
  const { shape } = resources[name];
  return writerOf(shape, everyField(shape))(row);
}

function etagOf(name: ResourceName, row: Row): string {
  return String(readField(resources[name].shape, row, 'etag'));
}

/** Two edits within a second must still move the record forward in time. */
function age(row: Row, now: number): void {
  row.version++;
  row.updatedAt = Math.max(now, row.updatedAt + 1);
}
