import { Public } from '@smarterfirms/platform/graph-public';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A practice area of the firm.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class PracticeArea {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  code!: string | null;

  @Field(() => String, { nullable: true, description: "Clio's own category, for example family; an open list." })
  category!: string | null;
}

/** The fields of a row that the type shows. */
export type PracticeAreaRow = PracticeArea;

export function toPracticeArea(row: PracticeAreaRow): PracticeArea {
  return Object.assign(new PracticeArea(), row, {
    id: encodeUuid('practiceArea', row.id),
  });
}
