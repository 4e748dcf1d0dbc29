import { Public } from '@smarterfirms/platform/graph-public';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A stage that matters of a practice area go through.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class MatterStage {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place among the stages of the practice area.' })
  position!: number | null;

  practiceAreaClioId!: string | null;
}

/** The fields of a row that the type shows. */
export type MatterStageRow = MatterStage;

export function toMatterStage(row: MatterStageRow): MatterStage {
  return Object.assign(new MatterStage(), row, {
    id: encodeUuid('matterStage', row.id),
  });
}
