import { Field, InterfaceType } from 'type-graphql';

/** An expected outcome that is not success. Each mutation's own error type adds a closed `code`. */
@InterfaceType({ description: 'Why a mutation did not do what was asked.' })
export abstract class UserError {
  @Field(() => String, {
    description: 'What was expected, what came, and what to do next; fit to be shown to a person.',
  })
  message!: string;

  @Field(() => String, { nullable: true, description: 'The input field that it is about, where there is one.' })
  field?: string | null;
}
