import { dayText } from './days.ts';
import type { ContactRow, CustomValue } from './people-rows.ts';
import { mix32 } from './random.ts';
import type { RecordTable } from './record-table.ts';
import type { CustomFieldRow } from './setting-rows.ts';
import type { MatterRow } from './work-rows.ts';

/**
 * What a matter or contact has in a custom field: as written, else as the field and the record decide. Nearly half have
 * no row for a field, and some have an empty one, as Clio makes them for dates.
 */
export function customValue(row: MatterRow | ContactRow, field: CustomFieldRow): CustomValue {
  const written = row.customValues?.get(field);
  if (written !== undefined) return written;
  const chosen = mix32((row.id | 0) ^ Math.imul(field.id | 0, 0x9e3779b1));
  const share = chosen % 100;
  if (field.written || row.createdAt < field.createdAt || share < 45) return 'absent';
  return share < 50 ? null : text(row, field, chosen >>> 7);
}

/** Clio types every value as text, whatever the field. */
function text({ firm, createdAt }: MatterRow | ContactRow, field: CustomFieldRow, chosen: number): string | null {
  switch (field.fieldType) {
    case 'checkbox':
      return String(chosen % 2 === 0);
    case 'contact':
      return stillThere(firm.tables.contacts, firm.beginnings.contacts, chosen);
    case 'matter':
      return stillThere(firm.tables.matters, firm.beginnings.matters, chosen);
    case 'picklist':
      return idAmong(field.options, chosen);
    case 'currency':
      return String((chosen % 2_000_000) / 100);
    case 'numeric':
      return String(chosen % 400);
    case 'date':
      return dayText(firm.zone.dayOf(createdAt) + (chosen % 700));
    case 'time':
      return `${String(8 + (chosen % 10)).padStart(2, '0')}:${chosen % 2 === 0 ? '00' : '30'}`;
    case 'email':
      return `office${chosen % 900}@mail.example`;
    case 'url':
      return `https://docket.example/cases/${chosen % 100_000}`;
    case 'text_area':
      return `Summary of the case\nClaim ${chosen % 50}: under review, “see file”.`;
    case 'text_line':
      return `2025-CV-${String(chosen % 100_000).padStart(5, '0')}`;
  }
}

/** One of the records that the firm began with; nothing where it was deleted since. */
function stillThere(table: RecordTable, ids: readonly number[], chosen: number): string | null {
  const id = ids[chosen % ids.length];
  return id !== undefined && table.find(id) ? String(id) : null;
}

function idAmong(items: readonly { readonly id: number }[], chosen: number): string | null {
  const item = items[chosen % items.length];
  return item ? String(item.id) : null;
}
