import { dayText } from '../firm/days.ts';
import { etagOf } from '../firm/etag.ts';
import { type Firm, type ResourceName, resourceNames } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';

/** The fields every record has. */
export function recordFields(name: ResourceName) {
  const kind = resourceNames.indexOf(name) + 1;
  return {
    id: (row: Row) => row.id,
    etag: (row: Row) => etagOf(kind, row.id, row.version),
    created_at: (row: Row) => row.firm.zone.format(row.createdAt),
    updated_at: (row: Row) => row.firm.zone.format(row.updatedAt),
  };
}

export function date(day: number | null): string | null {
  return day === null ? null : dayText(day);
}

export function instant(firm: Firm, seconds: number | null): string | null {
  return seconds === null ? null : firm.zone.format(seconds);
}

export function money(cents: number): number {
  return cents / 100;
}

export function constant(value: unknown) {
  return () => value;
}
