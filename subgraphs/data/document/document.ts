import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What Clio knows about a document; its content is brought over when somebody asks for it.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Document {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  filename!: string | null;

  @Field(() => String, { nullable: true })
  contentType!: string | null;

  @Field(() => Float, { nullable: true })
  sizeBytes!: number | null;

  @Field(() => Boolean, { nullable: true })
  locked!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true })
  receivedAt!: Date | null;

  @Field(() => String, { nullable: true })
  categoryName!: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of its latest version.' })
  versionNumber!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made in Clio.' })
  createdAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  parentType!: string | null;
  parentClioId!: string | null;
  matterClioId!: string | null;
  contactClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface DocumentRow extends Omit<Document, 'sizeBytes' | 'createdAt' | 'updatedAt'> {
  sizeBytes: bigint | null;
  clioCreatedAt: Date | null;
  clioUpdatedAt: Date | null;
}

export function toDocument(row: DocumentRow): Document {
  return Object.assign(new Document(), row, {
    id: encodeUuid('document', row.id),
    sizeBytes: row.sizeBytes === null ? null : Number(row.sizeBytes),
    createdAt: row.clioCreatedAt,
    updatedAt: row.clioUpdatedAt,
  });
}
