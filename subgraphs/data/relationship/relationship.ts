import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a contact is to a matter.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["contacts:read"]])')
@Public()
export class Relationship {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true, description: "In the firm's own words, for example opposing counsel." })
  description!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  matterClioId!: string | null;
  contactClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface RelationshipRow extends Omit<Relationship, 'updatedAt'> {
  clioUpdatedAt: Date | null;
}

export function toRelationship(row: RelationshipRow): Relationship {
  return Object.assign(new Relationship(), row, {
    id: encodeUuid('relationship', row.id),
    updatedAt: row.clioUpdatedAt,
  });
}
