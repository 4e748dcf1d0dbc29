import { everyField, writerOf } from '../api/fields.ts';
import { type Firm, type ResourceName, tableOf } from '../firm/firm.ts';
import type { UserRow } from '../firm/people-rows.ts';
import type { Row } from '../firm/rows.ts';
import { rowsChanged } from '../firm/rows-version.ts';
import type { ActivityRow } from '../firm/work-rows.ts';
import { entriesFor, subjectCollections } from '../firm/work-subject.ts';
import { resources } from '../resources/catalogue.ts';
import { readField } from '../resources/shape.ts';
import { lookAt, type Sight, tellWebhooks } from '../webhooks/watch.ts';
import type { World } from '../world.ts';
import type { ChangeEvent } from './change-log.ts';

interface Touched {
  name: ResourceName;
  row: Row;
  event: ChangeEvent;
  /** Whether lists left it out, as they do with deleted bills and what lies in the trash. */
  hidden: boolean;
  /** All of the record as it was, as text; undefined for a new one. */
  before: string | undefined;
  /** The row's own values as they were. */
  copy: Row;
  etagBefore: string;
  sights: readonly Sight[];
}

/** The fields of a row that every new one has; `id` and the instants are set when it is added. */
export type NewRow = Pick<Row, 'firm' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'overrides'>;

/**
 * One change of a firm's records, with all that follows from it. Everyone who changes data works through an edit: the
 * API, the control door and the firm's own life.
 *
 * A record has to be touched before it is changed. At the end the version, etag and `updated_at` of the records that
 * really are different move on, what was computed from the firm becomes stale, the change log is written and the
 * webhooks are told. When the work throws, the firm is as it was.
 */
export class Edit {
  readonly firm: Firm;
  readonly world: World;
  /** Who makes the change. */
  readonly user: UserRow;
  /** Epoch seconds. */
  readonly now: number;
  readonly #touched = new Map<Row, Touched>();
  readonly #trashed = new Set<Row>();

  /** Whoever makes one has to `commit` it; `make` also takes back what was done when the work throws. */
  constructor(world: World, firm: Firm, user?: UserRow) {
    const [first] = firm.tables.users.rows;
    if (!first) throw new Error('Expected a firm with at least one user, got none');
    this.world = world;
    this.firm = firm;
    this.user = user ?? first;
    this.now = Math.floor(world.clock.now() / 1000);
  }

  /** Without a user the first of the firm makes the change. */
  static make<Result>(world: World, firm: Firm, user: UserRow | undefined, work: (edit: Edit) => Result): Result {
    const edit = new Edit(world, firm, user);
    try {
      const result = work(edit);
      edit.commit();
      return result;
    } catch (error) {
      edit.#undo();
      throw error;
    }
  }

  /** The firm's date, as days since 1970. */
  get today(): number {
    return this.firm.zone.dayOf(this.now);
  }

  /** What a new row begins with. */
  newRow(): NewRow {
    return { firm: this.firm, id: 0, version: 1, createdAt: this.now, updatedAt: this.now, overrides: undefined };
  }

  /** To be called before the record is changed; gives it back. */
  touch<R extends Row>(name: ResourceName, row: R): R {
    if (!this.#touched.has(row)) this.#note(name, row, 'updated', wholeText(name, row));
    return row;
  }

  /** Puts a new record at the end of its collection. Only its `overrides` may be set afterwards. */
  add<R extends Row>(name: ResourceName, row: R): R {
    const table = tableOf(this.firm, name);
    row.id = table.nextId();
    row.createdAt = row.updatedAt = this.now;
    table.insert(row);
    this.#note(name, row, 'created', undefined);
    return row;
  }

  remove(name: ResourceName, row: Row): void {
    this.#loosen(name, row);
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
    // First, because what a record shows may have been computed from the firm as it was.
    this.#outdate();
    const changed = [...this.#touched.values()].filter(
      ({ name, row, event, before }) => event !== 'updated' || wholeText(name, row) !== before,
    );
    if (changed.length === 0) return;
    for (const { row, event } of changed) if (event === 'updated' || this.#trashed.has(row)) age(row, this.now);
    for (const { name, row, event: done, hidden, etagBefore, sights } of changed) {
      // Clio speaks of a deletion when a record leaves the lists, also when it can still be read.
      const event = done === 'updated' && !hidden && isHidden(name, row) ? 'deleted' : done;
      this.world.changes.add({
        at: new Date(this.world.clock.now()).toISOString(),
        accountId: this.firm.account.id,
        resource: name,
        id: row.id,
        event,
        etag: done === 'deleted' ? etagBefore : etagOf(name, row),
      });
      tellWebhooks(this.world, sights, name, row, event);
      // Clio lets nobody in any more by a token of someone who has left.
      if (name === 'users' && readField(resources.users.shape, row, 'enabled') === false) {
        this.world.grants.revokeUser(row.id);
      }
    }
  }

  /** What an activity was recorded for shows it, and the other way round: neither may name a record that is gone. */
  #loosen(name: ResourceName, row: Row): void {
    if (name === 'activities') {
      const { recordedFor } = row as ActivityRow;
      if (recordedFor) this.touch(recordedFor.collection, recordedFor.row);
    }
    if (!subjectCollections.some((collection) => collection === name)) return;
    for (const activity of entriesFor(row)) this.touch('activities', activity).recordedFor = null;
  }

  #undo(): void {
    for (const { name, row, event, copy } of [...this.#touched.values()].reverse()) {
      const table = tableOf(this.firm, name);
      if (event === 'created') table.remove(row);
      else {
        for (const key of Object.keys(row)) if (!Object.hasOwn(copy, key)) Reflect.deleteProperty(row, key);
        Object.assign(row, copy);
      }
      if (event === 'deleted' && !this.#trashed.has(row)) table.insert(row);
    }
    // Something may have been computed from the rows in between.
    this.#outdate();
  }

  /** What was computed from the firm, or from the collections that were touched, is not true any more. */
  #outdate(): void {
    if (this.#touched.size > 0) this.firm.version++;
    const names = new Set([...this.#touched.values()].map(({ name }) => name));
    for (const name of names) rowsChanged(tableOf(this.firm, name).rows);
  }

  #note(name: ResourceName, row: Row, event: ChangeEvent, before: string | undefined): void {
    const sights = lookAt(this.world, this.firm, name, row);
    this.#touched.set(row, {
      name,
      row,
      event,
      before,
      hidden: isHidden(name, row),
      copy: { ...row },
      etagBefore: etagOf(name, row),
      sights,
    });
  }
}

function wholeText(name: ResourceName, row: Row): string {
  const { shape } = resources[name];
  return writerOf(shape, everyField(shape))(row);
}

function isHidden(name: ResourceName, row: Row): boolean {
  return resources[name].hidden?.by(row) === true;
}

function etagOf(name: ResourceName, row: Row): string {
  return String(readField(resources[name].shape, row, 'etag'));
}

/** Two edits within a second must still move the record forward in time. */
function age(row: Row, now: number): void {
  row.version++;
  row.updatedAt = Math.max(now, row.updatedAt + 1);
}
