import type { Anchor } from './anchor.ts';
import { etagOf } from './etag.ts';
import type { Firm, Nested } from './firm.ts';
import type { FirmProfile } from './profiles.ts';
import { RecordTable } from './record-table.ts';
import type { TimeZone } from './time-zone.ts';
import { utbmsCodes } from './utbms-codes.ts';

export const historyDays = 3 * 365;

/** A firm with its lists of choices and no records yet. */
export function emptyFirm(profile: FirmProfile, zone: TimeZone, anchor: Anchor): Firm {
  const foundedAt = zone.epochSeconds(anchor.today - historyDays - 120, 9 * 3600);
  const founded = zone.format(foundedAt);
  let nextId = 600_000 + profile.number * 10_000;
  const nested = (fields: Readonly<Record<string, unknown>>): Nested => {
    const id = nextId++;
    return { id, etag: etagOf(0, id, 1), ...fields, created_at: founded, updated_at: founded };
  };
  const currency = nested(profile.currency);
  const countryNames = { US: 'United States', CA: 'Canada', GB: 'United Kingdom', AU: 'Australia' };

  return {
    region: profile.region,
    account: {
      ...nested({
        state: 'active',
        address: profile.street,
        city: profile.city,
        province: profile.province,
        postal_code: profile.postalCode,
        country: countryNames[profile.country],
        phone: profile.phone,
        fax: null,
      }),
      name: profile.name,
    },
    zone,
    foundedAt,
    zoneTitle: profile.zoneTitle,
    locale: profile.locale,
    currency,
    country: countryNames[profile.country],
    taxRate: profile.taxRate,
    jobTitles: ['Partner', 'Senior Associate', 'Associate', 'Paralegal', 'Legal Assistant', 'Office Manager'].map(
      (name) => nested({ name, initials: name.replace(/[^A-Z]/g, '') }),
    ),
    billTheme: nested({ name: 'Standard', default: true, config: '{}', account_id: null }),
    documentCategories: ['Agreements', 'Correspondence', 'Court documents', 'Evidence'].map((name) => nested({ name })),
    utbmsCodes: utbmsCodes.map(([code, name, type]) =>
      nested({ code, name, description: name, type, utbms_set_id: type === 'UtbmsTask' ? 1 : 2 }),
    ),
    tables: emptyTables(),
    beginnings: { contacts: [], matters: [] },
    nextPaymentId: 700_000_000 + profile.number * 10_000_000,
    version: 1,
  };
}

function emptyTables(): Firm['tables'] {
  const tables: Firm['tables'] = {
    users: new RecordTable([]),
    contacts: new RecordTable([]),
    matters: new RecordTable([]),
    activities: new RecordTable([]),
    bills: new RecordTable([]),
    line_items: new RecordTable([]),
    groups: new RecordTable([]),
    practice_areas: new RecordTable([]),
    matter_stages: new RecordTable([]),
    custom_fields: new RecordTable([]),
    activity_descriptions: new RecordTable([]),
    expense_categories: new RecordTable([]),
    task_types: new RecordTable([]),
    relationships: new RecordTable([]),
    tasks: new RecordTable([]),
    calendars: new RecordTable([]),
    calendar_entries: new RecordTable([]),
    notes: new RecordTable([]),
    communications: new RecordTable([]),
    allocations: new RecordTable([]),
    credit_memos: new RecordTable([]),
    bank_accounts: new RecordTable([]),
    bank_transactions: new RecordTable([]),
    bank_transfers: new RecordTable([]),
    trust_line_items: new RecordTable([]),
    folders: new RecordTable([]),
    documents: new RecordTable([]),
    document_versions: new RecordTable([]),
  };
  // Clio lists both in one walk by id.
  tables.folders.numberWith(tables.documents);
  return tables;
}
