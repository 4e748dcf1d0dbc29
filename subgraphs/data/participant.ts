import { Public } from '@smarterfirms/platform/graph-public';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Somebody who takes part: a user, a contact or a calendar of the firm, as Clio names them.',
})
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Participant {
  @Field(() => String, { nullable: true, description: "Clio's own id among things of this type." })
  clioId!: string | null;

  @Field(() => String, { nullable: true, description: 'User, Person, Company, Contact or Calendar; an open list.' })
  type!: string | null;

  @Field(() => String, { nullable: true })
  name!: string | null;
}

/** The people of a JSON column, as the record gave them. */
export function toParticipants(stored: readonly { id?: string | null; type?: string | null; name?: string | null }[]) {
  return stored.map(({ id = null, type = null, name = null }) =>
    Object.assign(new Participant(), { clioId: id, type, name }),
  );
}
