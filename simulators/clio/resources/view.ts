import type { UserRow } from '../firm/people-rows.ts';
import type { MatterRow } from '../firm/work-rows.ts';

/** What Clio leaves out ("redacts") for readers who may see the record but not everything about it. */
export const redactables = ['billing', 'accounting', 'rates', 'hours', 'private entries'] as const;
export type Redactable = (typeof redactables)[number];

/** Who reads and what for: the few fields that are not the same for every reader ask for it. */
export interface View {
  readonly reader: UserRow | undefined;
  /** The last part of the `4.0.x` that is read in. */
  readonly version: number;
  readonly redacts: ReadonlySet<Redactable>;
  /** From `custom_field_ids[]`: the custom fields whose values are shown; undefined for all. */
  readonly customFieldIds: ReadonlySet<number> | undefined;
  /** From `rate_for[…]`: whose rate on which matter an activity description shows. */
  readonly rateFor: { readonly user: UserRow | undefined; readonly matter: MatterRow | undefined } | undefined;
}

/** Everything as the firm holds it. */
export const fullView: View = {
  reader: undefined,
  version: 13,
  redacts: new Set(),
  customFieldIds: undefined,
  rateFor: undefined,
};
