import { unprocessable } from '../api/errors.ts';
import type { ContactRow } from '../firm/people-rows.ts';
import type { BillingMethod, MatterRow, MatterStatus } from '../firm/work-rows.ts';
import { displayNumber, matterShape } from '../resources/matters.ts';
import { readField } from '../resources/shape.ts';
import { childId } from './child-id.ts';
import { withoutCustomValues, writeCustomValues } from './custom-values.ts';
import type { Edit } from './edit.ts';
import { assign, type Given, keep } from './given.ts';
import { writeLimitation } from './limitation.ts';
import { relationshipWriter } from './relationships.ts';
import { removeMatter } from './remove-matter.ts';
import type { Writer } from './writer.ts';

const statuses: Readonly<Record<string, MatterStatus>> = { open: 'Open', pending: 'Pending', closed: 'Closed' };
const methods: Readonly<Record<string, BillingMethod>> = {
  HourlyRate: 'hourly',
  FlatRate: 'flat',
  ContingencyFee: 'contingency',
};

/** A top-level `billing_method` is dropped like every unknown key; `custom_rate` decides. */
export const matterWriter: Writer<MatterRow> = {
  name: 'matters',

  create(given, edit) {
    given.require('description');
    const client = given.related('client', edit.firm.tables.contacts);
    if (!client) throw unprocessable("client can't be blank");
    const { rows } = edit.firm.tables.matters;
    const matter: MatterRow = {
      ...edit.newRow(),
      number: rows.reduce((most, { number }) => Math.max(most, number), 0) + 1,
      client,
      description: given.words('description') ?? '',
      practiceArea: null,
      stage: null,
      status: 'Open',
      openDay: edit.today,
      pendingDay: null,
      closeDay: null,
      lastActivityDay: null,
      responsible: null,
      originating: null,
      staff: null,
      billable: true,
      billingMethod: 'hourly',
      clientReference: null,
      location: null,
      trustCents: 0,
      flatFeeCents: 0,
      customValues: undefined,
    };
    withoutCustomValues(matter);
    apply(matter, given, edit);
    edit.add('matters', matter);
    writeParts(matter, given, edit);
    becomesClient(client, edit);
    return matter;
  },

  update(matter, given, edit) {
    const stageBefore = matter.stage;
    const stageAt = readField(matterShape, matter, 'matter_stage_updated_at');
    const clientBefore = matter.client;
    const numberBefore = displayNumber(matter);
    apply(matter, given, edit);
    // The number that was made from the client's name stays until someone asks for a new one.
    if (given.flag('reset_matter_number') === true) delete matter.numberedAs;
    else if (displayNumber(matter) !== numberBefore) matter.numberedAs = numberBefore;
    writeParts(matter, given, edit);
    if (matter.stage !== stageBefore) keep(matter, { matter_stage_updated_at: edit.firm.zone.format(edit.now) });
    else if (stageAt !== null) keep(matter, { matter_stage_updated_at: stageAt });
    if (matter.client !== clientBefore) {
      becomesClient(matter.client, edit);
      const others = edit.firm.tables.matters.rows.some(({ client }) => client === clientBefore);
      if (!others) edit.touch('contacts', clientBefore).isClient = false;
    }
  },

  remove: removeMatter,
};

function apply(matter: MatterRow, given: Given, edit: Edit): void {
  const { contacts, users, practice_areas: areas, matter_stages: stages } = edit.firm.tables;
  assign(matter, {
    client: given.related('client', contacts),
    description: given.words('description'),
    practiceArea: given.related('practice_area', areas),
    responsible: given.related('responsible_attorney', users),
    originating: given.related('originating_attorney', users),
    staff: given.related('responsible_staff', users),
    billable: given.flag('billable'),
    clientReference: given.text('client_reference'),
    location: given.text('location'),
  });
  const stage = given.related('matter_stage', stages);
  if (stage && stage.practiceArea !== matter.practiceArea) {
    throw unprocessable('matter_stage must belong to the practice area of the matter');
  }
  if (stage) matter.stage = stage;
  else if (matter.stage && matter.stage.practiceArea !== matter.practiceArea) matter.stage = null;
  applyStatus(matter, given, edit);
  applyRate(matter, given);
}

/** The date of a status is the one given, else the day on which it was reached. */
function applyStatus(matter: MatterRow, given: Given, { today }: Edit): void {
  const word = given.word('status', ['open', 'pending', 'closed', 'Open', 'Pending', 'Closed']);
  const status = word && statuses[word.toLowerCase()];
  if (status && status !== matter.status) {
    matter.status = status;
    matter.closeDay = status === 'Closed' ? today : null;
    if (status === 'Pending') matter.pendingDay = today;
  }
  const openDay = given.day('open_date');
  assign(matter, {
    openDay: openDay === null ? undefined : openDay,
    pendingDay: given.day('pending_date'),
    closeDay: given.day('close_date'),
  });
  if (matter.closeDay !== null && matter.closeDay < matter.openDay) {
    throw unprocessable('close_date must not be before open_date');
  }
}

/** Another type deletes the rates there were. */
function applyRate(matter: MatterRow, given: Given): void {
  const rate = given.inside('custom_rate');
  const type = rate?.word('type', ['HourlyRate', 'FlatRate', 'ContingencyFee']);
  if (!rate || !type) return;
  matter.billingMethod = methods[type] ?? 'hourly';
  const rates = rate.items('rates').map((item) => {
    const user = item.related('user', matter.firm.tables.users) ?? null;
    return { user, cents: item.cents('rate', 0) ?? 0 };
  });
  if (type === 'FlatRate' && rates[0]) matter.flatFeeCents = rates[0].cents;
  matter.hourlyRates = type === 'HourlyRate' ? rates : undefined;
}

function writeParts(matter: MatterRow, given: Given, edit: Edit): void {
  writeCustomValues(matter, 'Matter', given);
  writeRelationships(matter, given, edit);
  writeLimitation(matter, given, edit);
  keep(matter, {
    group: given.related('group', edit.firm.tables.groups),
    require_utbms_codes: given.flag('require_utbms_codes'),
    matter_budget: kept(matter, 'matter_budget', given, edit),
    evergreen_retainer: kept(matter, 'evergreen_retainer', given, edit),
  });
}

function writeRelationships(matter: MatterRow, given: Given, edit: Edit): void {
  const { relationships } = edit.firm.tables;
  for (const item of given.items('relationships')) {
    if (!item.has('id')) {
      const contact = item.related('contact', edit.firm.tables.contacts);
      if (!contact) throw unprocessable("contact can't be blank");
      const description = item.text('description') ?? null;
      edit.add('relationships', { ...edit.newRow(), matter, contact, description });
      continue;
    }
    const row = relationships.find(Number(item.data['id']));
    if (row?.matter !== matter) throw unprocessable('relationships: there is no such relationship of this matter');
    if (item.flag('_destroy') === true) edit.remove('relationships', row);
    else relationshipWriter.update?.(edit.touch('relationships', row), item, edit);
  }
}

/** A budget or retainer is an object that belongs to the matter alone. */
function kept(matter: MatterRow, field: string, given: Given, { firm, now }: Edit): object | null | undefined {
  const inside = given.inside(field);
  if (!inside) return undefined;
  if (inside.flag('_destroy') === true) return null;
  const at = firm.zone.format(now);
  const known = readField(matterShape, matter, field) ?? {
    id: childId(firm),
    etag: `"${'0'.repeat(32)}"`,
    created_at: at,
  };
  return { ...(known as object), ...inside.data, updated_at: at };
}

function becomesClient(contact: ContactRow, edit: Edit): void {
  if (!contact.isClient) edit.touch('contacts', contact).isClient = true;
}
