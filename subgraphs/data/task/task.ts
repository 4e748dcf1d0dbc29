import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A task. Private ones are not shown.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Task {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As in Clio: pending, in_progress, in_review, complete, draft; an open list.',
  })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'high, normal or low.' })
  priority!: string | null;

  @Field(() => DateScalar, { nullable: true })
  dueOn!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  completedAt!: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a limitation period ends with it.' })
  statuteOfLimitations!: boolean | null;

  @Field(() => String, { nullable: true })
  taskTypeName!: string | null;

  @Field(() => String, { nullable: true, description: 'Whoever is to do it: a user or a contact.' })
  assigneeName!: string | null;

  @Field(() => String, { nullable: true, description: 'User, Person or Company.' })
  assigneeType!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  matterClioId!: string | null;
  assigneeClioId!: string | null;
  assignerClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface TaskRow extends Omit<Task, 'updatedAt'> {
  clioUpdatedAt: Date | null;
}

export function toTask(row: TaskRow): Task {
  return Object.assign(new Task(), row, {
    id: encodeUuid('task', row.id),
    updatedAt: row.clioUpdatedAt,
  });
}
