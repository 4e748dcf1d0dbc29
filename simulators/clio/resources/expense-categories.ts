import type { Row } from '../firm/rows.ts';
import type { ExpenseCategoryRow } from '../firm/setting-rows.ts';
import { filtersOn, sinceFilters } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { constant, recordFields } from './record-fields.ts';
import type { Resource } from './resource.ts';
import { defineShape, named, noneOf, one, readField, type Shape } from './shape.ts';

export const expenseCategoryShape: Shape = defineShape<ExpenseCategoryRow>(
  'ExpenseCategory',
  {
    ...recordFields('expense_categories'),
    name: ({ name }) => name,
    description: ({ description }) => description,
    entry_type: ({ entryType }) => entryType,
    rate: ({ rate }) => rate,
    tax_setting: constant('no_tax'),
    accessible_to_user: constant(true),
    xero_expense_code: constant(null),
  },
  {
    currency: one<ExpenseCategoryRow>(nested('Currency'), ({ firm }) => firm.currency),
    groups: noneOf(named('Group')),
    input_tax_settings: noneOf(nested('TaxSetting')),
    tax_settings: noneOf(nested('TaxSetting')),
    utbms_code: one<ExpenseCategoryRow>(nested('UtbmsCode'), ({ utbmsCode }) => utbmsCode),
  },
);

const on = filtersOn(() => expenseCategoryShape);
const by = (field: string) => (row: Row) => readField(expenseCategoryShape, row, field);

export const expenseCategories: Resource = {
  name: 'expense_categories',
  shape: expenseCategoryShape,
  limitMax: 200,
  permission: 'Activities',
  // Clio has no `ids[]` here.
  filters: {
    ...sinceFilters,
    entry_type: on.words('entry_type', {
      hard_cost: 'hard_cost',
      soft_cost: 'soft_cost',
      unassociated: 'unassociated',
    }),
    query: on.text('name', 'description'),
  },
  orders: { entry_type: by('entry_type'), name: by('name'), rate: by('rate') },
};
