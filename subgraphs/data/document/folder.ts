import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A folder of documents.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Folder {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is the top folder of its matter or contact.' })
  root!: boolean | null;

  @Field(() => Boolean, { nullable: true })
  locked!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  parentClioId!: string | null;
  matterClioId!: string | null;
  contactClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface FolderRow extends Omit<Folder, 'updatedAt'> {
  clioUpdatedAt: Date | null;
}

export function toFolder(row: FolderRow): Folder {
  return Object.assign(new Folder(), row, {
    id: encodeUuid('folder', row.id),
    updatedAt: row.clioUpdatedAt,
  });
}
