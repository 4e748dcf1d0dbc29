import { Public } from '@smarterfirms/platform/graph-public';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A group of users in Clio.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Group {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'As in Clio: AccountGroup is everybody; an open list.' })
  type!: string | null;

  userClioIds!: string[] | null;
}

/** The fields of a row that the type shows. */
export type GroupRow = Group;

export function toGroup(row: GroupRow): Group {
  return Object.assign(new Group(), row, {
    id: encodeUuid('group', row.id),
  });
}
