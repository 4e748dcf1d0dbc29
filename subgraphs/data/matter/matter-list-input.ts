import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../order-direction.ts';
import { MatterStatus } from './matter-status.ts';

export enum MatterOrderField {
  DISPLAY_NUMBER = 'DISPLAY_NUMBER',
  OPEN_DATE = 'OPEN_DATE',
  UPDATED_AT = 'UPDATED_AT',
}

registerEnumType(MatterOrderField, { name: 'MatterOrderField', description: 'What matters can be ordered by.' });

@InputType({ description: 'Which matters to list. All conditions must hold.' })
export class MatterFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "Words that each occur in the display number, the description or the client's name; case does not matter.",
  })
  query?: string | null;

  @Field(() => [MatterStatus], { nullable: true, description: 'Any of these.' })
  status?: MatterStatus[] | null;

  @Field(() => ID, { nullable: true })
  responsibleAttorneyId?: string | null;
}

@InputType()
export class MatterOrder {
  @Field(() => MatterOrderField)
  field!: MatterOrderField;

  @Field(() => OrderDirection)
  direction!: OrderDirection;
}
