import { Field, ID, InputType } from 'type-graphql';
import { MatterStatus } from './matter-status.ts';

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
