import type { Row } from './rows.ts';
import type { CustomFieldRow } from './setting-rows.ts';

export interface UserRow extends Row {
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  attorney: boolean;
  /** The last day of someone who has left; null for those who are enabled. */
  leftDay: number | null;
  owner: boolean;
  jobTitle: string;
  roles: readonly string[];
  rateCents: number;
  /** How much of the firm's work falls to this person, relative to the others. */
  load: number;
}

export interface ContactRow extends Row {
  company: ContactRow | null;
  isCompany: boolean;
  isClient: boolean;
  /** A company's name; null for a person. */
  companyName: string | null;
  prefix: string | null;
  firstName: string | null;
  middleName: string | null;
  lastName: string | null;
  title: string | null;
  birthDay: number | null;
  email: string | null;
  secondEmail: string | null;
  phone: string | null;
  secondPhone: string | null;
  street: string | null;
  city: string;
  province: string;
  postalCode: string;
  /** Values that were written, by field; the others are derived when they are read. */
  customValues: Map<CustomFieldRow, CustomValue> | undefined;
}

/** What a record has in a custom field: `absent` when it has no row for it, null when the row is empty. */
export type CustomValue = string | null | 'absent';
