import { Public } from '@smarterfirms/platform/graph-public';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A person or a company in Clio.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["contacts:read"]])')
@Public()
export class Contact {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true, description: 'Person or Company.' })
  type!: string | null;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  firstName!: string | null;

  @Field(() => String, { nullable: true })
  lastName!: string | null;

  @Field(() => String, { nullable: true })
  primaryEmailAddress!: string | null;

  @Field(() => String, { nullable: true })
  primaryPhoneNumber!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the contact is the client of a matter.' })
  isClient!: boolean | null;
}

/** The fields of a row that the type shows. */
export type ContactRow = Omit<Contact, 'id'> & { id: string };

export function toContact(row: ContactRow): Contact {
  return Object.assign(new Contact(), row, { id: encodeUuid('contact', row.id) });
}
