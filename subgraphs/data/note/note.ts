import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A note on a matter or on a contact.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Note {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true, description: 'Matter or Contact.' })
  regarding!: string | null;

  @Field(() => String, { nullable: true })
  subject!: string | null;

  @Field(() => String, { nullable: true })
  detail!: string | null;

  @Field(() => String, { nullable: true, description: 'plain_text or rich_text.' })
  detailTextType!: string | null;

  @Field(() => DateScalar, { nullable: true })
  date!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  matterClioId!: string | null;
  contactClioId!: string | null;
  authorClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface NoteRow extends Omit<Note, 'updatedAt'> {
  clioUpdatedAt: Date | null;
}

export function toNote(row: NoteRow): Note {
  return Object.assign(new Note(), row, {
    id: encodeUuid('note', row.id),
    updatedAt: row.clioUpdatedAt,
  });
}
