import { Public } from '@smarterfirms/platform/graph-public';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: "A user of the firm's Clio account: whoever can record time." })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Timekeeper {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  email!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'False for someone who has left: Clio never deletes a user.' })
  enabled!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "Clio's licence class: Attorney or NonAttorney. It is not a job title.",
  })
  subscriptionType!: string | null;

  /** Major units of the firm's currency per hour, as a decimal. */
  hourlyRate!: { toNumber(): number } | null;
}

/** The fields of a row that the type shows. */
export type TimekeeperRow = Omit<Timekeeper, 'hourlyRate'> & { rate: Timekeeper['hourlyRate'] };

export function toTimekeeper({ rate, ...row }: TimekeeperRow): Timekeeper {
  return Object.assign(new Timekeeper(), row, { id: encodeUuid('timekeeper', row.id), hourlyRate: rate });
}
