import type { Nested } from './firm.ts';
import type { UserRow } from './people-rows.ts';
import type { Row } from './rows.ts';

/** What a firm chose for itself once: the lists its work is sorted by. */

export interface GroupRow extends Row {
  name: string;
  type: 'AccountGroup' | 'AdhocGroup' | 'UserGroup';
  members: readonly UserRow[];
}

export interface PracticeAreaRow extends Row {
  name: string;
  code: string | null;
  category: string | null;
}

export interface MatterStageRow extends Row {
  name: string;
  practiceArea: PracticeAreaRow;
  /** Position within the practice area, from 0. */
  order: number;
}

export interface ActivityDescriptionRow extends Row {
  name: string;
  description: string | null;
  /** Null where the rate of whoever does the work applies. */
  rateCents: number | null;
  flatRate: boolean;
  isDefault: boolean;
  /** Where the work is described by the codes of UTBMS. */
  utbms?: { task: Nested; activity: Nested };
}

export interface ExpenseCategoryRow extends Row {
  name: string;
  description: string | null;
  entryType: 'hard_cost' | 'soft_cost' | 'unassociated';
  /** Clio types the rate as a whole number. */
  rate: number;
  utbmsCode?: Nested | null;
}

export interface TaskTypeRow extends Row {
  name: string;
  /** Epoch seconds; null while it is in use. */
  deletedAt: number | null;
}

export const customFieldTypes = [
  'checkbox',
  'contact',
  'currency',
  'date',
  'time',
  'email',
  'matter',
  'numeric',
  'picklist',
  'text_area',
  'text_line',
  'url',
] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

export interface CustomFieldRow extends Row {
  name: string;
  parentType: 'Matter' | 'Contact';
  fieldType: CustomFieldType;
  required: boolean;
  displayed: boolean;
  displayOrder: number;
  deleted: boolean;
  /** Defined after the firm's history ended: no record has a value for it but those that are written. */
  written?: true;
  /** Empty but for picklists; one that was taken out of use has `deleted_at`. */
  options: readonly Nested[];
}
