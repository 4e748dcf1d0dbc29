import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Field, InputType } from 'type-graphql';
import { isAnyOf, isTrue, isWithinTimes } from '../listing/conditions.ts';
import { nodeList } from '../listing/node-list.ts';
import { OrderDirection } from '../order-direction.ts';
import { contactKind } from './contact-kind.ts';

@InputType()
class ContactFilter {
  @Field(() => [String], { nullable: true, description: 'Any of these: Person, Company.' })
  type?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the contact is the client of a matter.' })
  isClient?: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed in Clio then or later.' })
  updatedSince?: Date | null;
}

export const contactList = nodeList({
  kind: contactKind,
  filter: ContactFilter,
  orders: {
    NAME: { column: 'name', type: 'text' },
    UPDATED_AT: { column: 'clio_updated_at', type: 'timestamptz' },
  },
  defaultOrder: { field: 'NAME', direction: OrderDirection.ASC },
  conditions: (filter: ContactFilter) => [
    ...isAnyOf('type', filter.type),
    ...isTrue('is_client', filter.isClient),
    ...isWithinTimes('clio_updated_at', filter.updatedSince, null),
  ],
});
