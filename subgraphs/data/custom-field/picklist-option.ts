import { Public } from '@smarterfirms/platform/graph-public';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What can be picked in a custom field.' })
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class PicklistOption {
  @Field(() => String, { nullable: true, description: 'What a value holds when it is picked.' })
  clioId!: string | null;

  @Field(() => String, { nullable: true })
  option!: string | null;
}

/** The options of a JSON column that are still in use. */
export function toPicklistOptions(
  stored: readonly { id?: string | null; option?: string | null; deleted_at?: string | null }[],
) {
  return stored
    .filter(({ deleted_at }) => !deleted_at)
    .map(({ id = null, option = null }) => Object.assign(new PicklistOption(), { clioId: id, option }));
}
