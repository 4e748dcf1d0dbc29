import type { Anchor } from './anchor.ts';
import { etagOf } from './etag.ts';
import type { Firm, Nested } from './firm.ts';
import { practiceCatalogue } from './practice-catalogue.ts';
import type { FirmProfile } from './profiles.ts';
import { RecordTable } from './record-table.ts';
import type { TimeZone } from './time-zone.ts';

export const historyDays = 3 * 365;

/** A firm with its lists of choices and no records yet. */
export function emptyFirm(profile: FirmProfile, zone: TimeZone, anchor: Anchor): Firm {
  const founded = zone.format(zone.epochSeconds(anchor.today - historyDays - 120, 9 * 3600));
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
    zoneTitle: profile.zoneTitle,
    locale: profile.locale,
    currency,
    country: countryNames[profile.country],
    taxRate: profile.taxRate,
    practiceAreas: Object.keys(profile.practice).map((name) => {
      const practice = practiceCatalogue[name];
      return nested({ name, code: practice?.code ?? null, category: practice?.category ?? null });
    }),
    matterStages: ['Intake', 'Discovery', 'Negotiation', 'Hearing or closing', 'Wrap-up'].map((name, order) =>
      nested({ name, order, practice_area_id: null }),
    ),
    expenseCategories: ['Filing fees', 'Copies', 'Travel', 'Courier', 'Research', 'Experts'].map((name) =>
      nested({
        name,
        description: name,
        entry_type: 'hard_cost',
        rate: 0,
        tax_setting: 'no_tax',
        tax_settings: [],
        input_tax_settings: [],
        currency,
        accessible_to_user: true,
        xero_expense_code: null,
      }),
    ),
    activityDescriptions: ['Drafting', 'Review', 'Research', 'Telephone call', 'Court appearance', 'Meeting'].map(
      (name) =>
        nested({
          name,
          description: name,
          type: 'ActivityDescription',
          category_type: 'time_entry',
          currency,
          default: false,
          accessible_to_user: true,
          visible_to_co_counsel: false,
          utbms_activity_id: null,
          utbms_task_id: null,
          utbms_task_name: null,
          xero_service_code: null,
        }),
    ),
    jobTitles: ['Partner', 'Senior Associate', 'Associate', 'Paralegal', 'Legal Assistant', 'Office Manager'].map(
      (name) => nested({ name, initials: name.replace(/[^A-Z]/g, '') }),
    ),
    group: nested({ name: profile.name, type: 'AccountGroup', client_connect_user: false }),
    billTheme: nested({ name: 'Standard', default: true, config: '{}', account_id: null }),
    tables: {
      users: new RecordTable([]),
      contacts: new RecordTable([]),
      matters: new RecordTable([]),
      activities: new RecordTable([]),
      bills: new RecordTable([]),
      line_items: new RecordTable([]),
    },
    version: 1,
  };
}
