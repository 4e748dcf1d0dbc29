import { unprocessable } from '../api/errors.ts';
import type {
  ActivityDescriptionRow,
  ExpenseCategoryRow,
  GroupRow,
  PracticeAreaRow,
  TaskTypeRow,
} from '../firm/setting-rows.ts';
import { assign, type Given, keep } from './given.ts';
import { expenseCode } from './utbms.ts';
import type { Writer } from './writer.ts';

/** The lists a firm sorts its work by. What was sorted by an entry that is deleted keeps showing it, but for practice areas. */

export const practiceAreaWriter: Writer<PracticeAreaRow> = {
  name: 'practice_areas',

  create(given, edit) {
    given.require('name');
    return edit.add('practice_areas', {
      ...edit.newRow(),
      name: given.words('name') ?? '',
      code: given.text('code') ?? null,
      category: given.text('category') ?? null,
    });
  },

  update(row, given) {
    assign(row, { name: given.words('name'), code: given.text('code'), category: given.text('category') });
  },

  remove(row, edit) {
    for (const matter of edit.firm.tables.matters.rows) {
      if (matter.practiceArea === row) assign(edit.touch('matters', matter), { practiceArea: null, stage: null });
    }
    for (const stage of edit.firm.tables.matter_stages.rows.filter(({ practiceArea }) => practiceArea === row)) {
      edit.remove('matter_stages', stage);
    }
    edit.remove('practice_areas', row);
  },
};

export const activityDescriptionWriter: Writer<ActivityDescriptionRow> = {
  name: 'activity_descriptions',

  create(given, edit) {
    given.require('name');
    const row = edit.add('activity_descriptions', {
      ...edit.newRow(),
      name: given.words('name') ?? '',
      description: given.text('description') ?? null,
      isDefault: given.flag('default') ?? false,
      rateCents: null,
      flatRate: false,
      ...rateOf(given),
    });
    keep(row, { visible_to_co_counsel: given.flag('visible_to_co_counsel') });
    return row;
  },

  update(row, given) {
    assign(row, {
      name: given.words('name'),
      description: given.text('description'),
      isDefault: given.flag('default'),
      ...rateOf(given),
    });
    keep(row, { visible_to_co_counsel: given.flag('visible_to_co_counsel') });
  },

  remove(row, edit) {
    edit.remove('activity_descriptions', row);
  },
};

function rateOf(given: Given): Partial<Pick<ActivityDescriptionRow, 'rateCents' | 'flatRate'>> {
  const rate = given.inside('rate');
  const type = rate?.word('type', ['User', 'FlatRate', 'Custom']);
  if (!rate || !type) return {};
  if (type === 'User') return { rateCents: null, flatRate: false };
  rate.require('amount');
  return { rateCents: rate.cents('amount', 0) ?? 0, flatRate: type === 'FlatRate' };
}

const entryTypes = ['hard_cost', 'soft_cost', 'unassociated'] as const;

export const expenseCategoryWriter: Writer<ExpenseCategoryRow> = {
  name: 'expense_categories',

  create(given, edit) {
    given.require('name');
    return edit.add('expense_categories', {
      ...edit.newRow(),
      name: given.words('name') ?? '',
      description: given.text('description') ?? null,
      entryType: given.word('entry_type', entryTypes) ?? 'unassociated',
      // Written as a number and read as a whole one.
      rate: Math.round(given.number('rate', 0) ?? 0),
      utbmsCode: expenseCode(given, 'utbms_code', edit.firm) ?? null,
    });
  },

  update(row, given, { firm }) {
    const rate = given.number('rate', 0);
    assign(row, {
      utbmsCode: expenseCode(given, 'utbms_code', firm),
      name: given.words('name'),
      description: given.text('description'),
      entryType: given.word('entry_type', entryTypes),
      rate: rate === undefined ? undefined : Math.round(rate),
    });
  },

  remove(row, edit) {
    edit.remove('expense_categories', row);
  },
};

export const groupWriter: Writer<GroupRow> = {
  name: 'groups',

  create(given, edit) {
    given.require('name');
    return edit.add('groups', {
      ...edit.newRow(),
      name: given.words('name') ?? '',
      type: 'UserGroup',
      members: [],
    });
  },

  update(row, given) {
    assign(row, { name: given.words('name') });
  },

  remove(row, edit) {
    // Everyone belongs to the firm itself, and a group of one user to that user.
    if (row.type === 'AccountGroup' || row.type === 'AdhocGroup') throw unprocessable('This group cannot be deleted');
    edit.remove('groups', row);
  },
};

/** Task types are never deleted, they get a date on which they were. */
export const taskTypeWriter: Writer<TaskTypeRow> = {
  name: 'task_types',

  create(given, edit) {
    given.require('name');
    return edit.add('task_types', { ...edit.newRow(), name: given.words('name') ?? '', deletedAt: null });
  },

  update(row, given) {
    assign(row, {
      name: given.words('name'),
      deletedAt: given.data['deleted_at'] === null ? null : given.instant('deleted_at'),
    });
  },
};
