import { etagOf } from './etag.ts';
import type { Firm, Nested } from './firm.ts';
import type { UserRow } from './people-rows.ts';
import { practiceCatalogue } from './practice-catalogue.ts';
import type { FirmProfile } from './profiles.ts';
import type { Row } from './rows.ts';
import type {
  ActivityDescriptionRow,
  CustomFieldRow,
  CustomFieldType,
  ExpenseCategoryRow,
  GroupRow,
  MatterStageRow,
  PracticeAreaRow,
  TaskTypeRow,
} from './setting-rows.ts';
import { utbmsDescriptions } from './utbms-codes.ts';
import type { Work } from './work.ts';

export interface Settings {
  /** In the order of the profile. */
  practiceAreas: PracticeAreaRow[];
  /** Those of the first practice area, then those of the second, and so on. */
  matterStages: MatterStageRow[];
  activityDescriptions: ActivityDescriptionRow[];
  expenseCategories: ExpenseCategoryRow[];
  taskTypes: TaskTypeRow[];
  customFields: CustomFieldRow[];
}

export const stageNames = ['Intake', 'Discovery', 'Negotiation', 'Hearing or closing', 'Wrap-up'];

/** The lists a firm made for itself when it began to use Clio. */
export function generateSettings(work: Work, profile: FirmProfile): Settings {
  const row = () => foundingRow(work.firm);
  const practiceAreas = Object.keys(profile.practice).map((name): PracticeAreaRow => {
    const practice = practiceCatalogue[name];
    return { ...row(), name, code: practice?.code ?? null, category: practice?.category ?? null };
  });
  return {
    practiceAreas,
    matterStages: practiceAreas.flatMap((practiceArea) =>
      stageNames.map((name, order): MatterStageRow => ({ ...row(), name, order, practiceArea })),
    ),
    activityDescriptions: [
      ...['Drafting', 'Review', 'Research', 'Telephone call', 'Court appearance', 'Meeting'].map(
        (name, index): ActivityDescriptionRow => ({
          ...row(),
          name,
          description: name,
          rateCents: null,
          flatRate: false,
          isDefault: index === 0,
        }),
      ),
      {
        ...row(),
        name: 'Document preparation',
        description: null,
        rateCents: 25_000,
        flatRate: true,
        isDefault: false,
      },
      { ...row(), name: 'Site visit', description: null, rateCents: 18_000, flatRate: false, isDefault: false },
      ...describedByCodes(work.firm),
    ],
    expenseCategories: ['Filing fees', 'Copies', 'Travel', 'Courier', 'Research', 'Experts'].map(
      (name, index): ExpenseCategoryRow => ({
        ...row(),
        name,
        description: name,
        entryType: index === 1 || index === 4 ? 'soft_cost' : index === 2 ? 'unassociated' : 'hard_cost',
        rate: index === 1 ? 1 : 0,
      }),
    ),
    taskTypes: ['Drafting', 'Filing', 'Client contact', 'Deadline', 'Old checklist'].map(
      (name, index, { length }): TaskTypeRow => ({
        ...row(),
        name,
        deletedAt: index === length - 1 ? work.firm.foundedAt + 86_400 : null,
      }),
    ),
    customFields: customFields(work.firm),
  };
}

/** The firm as a whole, and two teams of it. */
export function generateGroups(work: Work, profile: FirmProfile, users: readonly UserRow[]): GroupRow[] {
  const group = (name: string, type: GroupRow['type'], members: readonly UserRow[]): GroupRow => ({
    ...foundingRow(work.firm),
    name,
    type,
    members,
  });
  return [
    group(profile.name, 'AccountGroup', users),
    group(
      'Attorneys',
      'AdhocGroup',
      users.filter(({ attorney }) => attorney),
    ),
    group(
      'Support staff',
      'AdhocGroup',
      users.filter(({ attorney }) => !attorney),
    ),
  ];
}

function describedByCodes(firm: Firm): ActivityDescriptionRow[] {
  const named = (code: string) => firm.utbmsCodes.find((known) => known['code'] === code);
  return utbmsDescriptions.flatMap(([taskCode, activityCode]) => {
    const [task, activity] = [named(taskCode), named(activityCode)];
    if (!task || !activity) return [];
    const name = `${activityCode} ${String(activity['name'])}`;
    return [
      {
        ...foundingRow(firm),
        name,
        description: null,
        rateCents: null,
        flatRate: false,
        isDefault: false,
        utbms: { task, activity },
      },
    ];
  });
}

function foundingRow(firm: Firm): Row {
  return { firm, id: 0, version: 1, createdAt: firm.foundedAt, updatedAt: firm.foundedAt, overrides: undefined };
}

const matterFields: readonly [name: string, type: CustomFieldType, options?: readonly string[]][] = [
  ['Court case number', 'text_line'],
  ['Case summary', 'text_area'],
  ['Amount in dispute', 'currency'],
  ['Limitation date', 'date'],
  ['Hearing time', 'time'],
  ['Number of exhibits', 'numeric'],
  ['Conflict check done', 'checkbox'],
  ['Court', 'picklist', ['Superior Court', 'District Court', 'Court of Appeal', 'Tribunal (closed)']],
  ['Opposing party', 'contact'],
  ['Related matter', 'matter'],
  ['Court docket', 'url'],
  ['Fax cover sheet', 'text_line'],
];
const contactFields: readonly [name: string, type: CustomFieldType, options?: readonly string[]][] = [
  ['Referred by', 'contact'],
  ['Preferred language', 'picklist', ['English', 'French', 'Spanish', 'Vietnamese']],
  ['Invoice address', 'email'],
  ['Client since', 'date'],
  ['Identity verified', 'checkbox'],
];

/** The last of the matters' is out of use; so is the last option of the courts. */
function customFields(firm: Firm): CustomFieldRow[] {
  let optionId = firm.account.id * 100;
  const at = firm.zone.format(firm.foundedAt);
  const optionOf = (option: string): Nested => {
    const id = optionId++;
    return {
      id,
      etag: etagOf(90, id, 1),
      option,
      deleted_at: option.endsWith('(closed)') ? at : null,
      created_at: at,
      updated_at: at,
    };
  };
  const fields = (parentType: CustomFieldRow['parentType'], list: typeof matterFields) =>
    list.map(
      ([name, fieldType, options], index): CustomFieldRow => ({
        ...foundingRow(firm),
        name,
        parentType,
        fieldType,
        required: index === 0 && parentType === 'Matter',
        displayed: index < 4,
        displayOrder: index + 1,
        deleted: name === 'Fax cover sheet',
        options: (options ?? []).map(optionOf),
      }),
    );
  return [...fields('Matter', matterFields), ...fields('Contact', contactFields)];
}
