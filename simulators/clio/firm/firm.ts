import type { RegionName } from '../region.ts';
import type { BillRow, LineItemRow } from './money-rows.ts';
import type { ContactRow, UserRow } from './people-rows.ts';
import type { RecordTable } from './record-table.ts';
import type { TimeZone } from './time-zone.ts';
import type { ActivityRow, MatterRow } from './work-rows.ts';

/** A small record that is only ever shown inside another one: its fields by Clio's names. */
export interface Nested {
  readonly id: number;
  readonly etag: string;
  readonly [field: string]: unknown;
}

export interface Account extends Nested {
  readonly name: string;
}

export const resourceNames = ['users', 'contacts', 'matters', 'activities', 'bills', 'line_items'] as const;
export type ResourceName = (typeof resourceNames)[number];

/** One law firm ("account") with everything it holds. */
export interface Firm {
  readonly region: RegionName;
  readonly account: Account;
  readonly zone: TimeZone;
  /** Clio shows the zone by its Rails name: `Pacific Time (US & Canada)`. */
  readonly zoneTitle: string;
  readonly locale: string;
  readonly currency: Nested;
  readonly country: string;
  /** Percent on every taxable line. */
  readonly taxRate: number;
  readonly practiceAreas: readonly Nested[];
  readonly matterStages: readonly Nested[];
  readonly expenseCategories: readonly Nested[];
  readonly activityDescriptions: readonly Nested[];
  readonly jobTitles: readonly Nested[];
  readonly group: Nested;
  readonly billTheme: Nested;
  readonly tables: {
    readonly users: RecordTable<UserRow>;
    readonly contacts: RecordTable<ContactRow>;
    readonly matters: RecordTable<MatterRow>;
    readonly activities: RecordTable<ActivityRow>;
    readonly bills: RecordTable<BillRow>;
    readonly line_items: RecordTable<LineItemRow>;
  };
  /** Grows with every change to any record; whatever was computed from an older one is stale. */
  version: number;
}
