import { etagOf } from '../firm/etag.ts';
import type { MatterRow } from '../firm/work-rows.ts';
import { constant, money } from './record-fields.ts';
import { defineShape, many, never, one, plainShape, type Shape } from './shape.ts';

const rateTypes = { hourly: 'HourlyRate', flat: 'FlatRate', contingency: 'ContingencyFee' };

const rateUserShape: Shape = { ...plainShape('User', 'id etag name enabled'), stub: ['id', 'name'] };

/** What was agreed for the matter: the fee, or the share of what is won. Hours at the rate of whoever works need none. */
const rateShape: Shape = {
  ...defineShape<MatterRow>(
    'PolymorphicCustomRate',
    {
      id: ({ id }) => id * 2,
      etag: ({ id, version }) => etagOf(93, id, version),
      rate: ({ billingMethod, flatFeeCents }) => (billingMethod === 'flat' ? money(flatFeeCents) : null),
      award: ({ billingMethod }) => (billingMethod === 'contingency' ? 33 : null),
      note: constant(null),
      date: constant(null),
      created_at: ({ firm, createdAt }) => firm.zone.format(createdAt),
      updated_at: ({ firm, createdAt }) => firm.zone.format(createdAt),
    },
    {
      activity_description: never(() => plainShape('ActivityDescription', 'id etag name')),
      group: never(() => plainShape('Group', 'id etag name')),
      user: one<MatterRow>(
        () => rateUserShape,
        ({ responsible }) =>
          responsible && { id: responsible.id, name: `${responsible.firstName} ${responsible.lastName}` },
      ),
    },
  ),
  // Named without braces a relation shows its stub; Clio shows the rates in full, and refuses to go deeper.
  stub: ['id', 'etag', 'rate', 'award', 'user'],
};

export const customRateShape: Shape = defineShape<MatterRow>(
  'MatterCustomRate',
  { type: ({ billingMethod }) => rateTypes[billingMethod], on_invoice: constant(false) },
  {
    rates: many<MatterRow>(
      () => rateShape,
      (matter) => (matter.billingMethod === 'hourly' ? [] : [matter]),
    ),
  },
);
