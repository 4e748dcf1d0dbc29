import type { Nested } from '../firm/firm.ts';
import type { Row } from '../firm/rows.ts';
import type { Filter } from './filters.ts';
import { nested } from './nested-shapes.ts';
import { many } from './shape.ts';

type Labelled = Row & { readonly properties?: readonly Nested[] };

/** What applications labelled a record with. */
export const externalProperties = many<Labelled>(nested('ExternalProperty'), ({ properties = [] }) => properties);

const labelled =
  (field: 'name' | 'value'): Filter =>
  (values) =>
  (row) =>
    (row as Labelled).properties?.some((property) => property[field] === values.at(-1)) === true;

export const externalPropertyFilters = {
  external_property_name: labelled('name'),
  external_property_value: labelled('value'),
} as const satisfies Readonly<Record<string, Filter>>;
