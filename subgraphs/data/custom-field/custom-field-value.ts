import { Public } from '@smarterfirms/platform/graph-public';
import { Directive, Field, ObjectType } from 'type-graphql';
import type { StoredCustomFieldValue } from '../clio/custom-field-values.ts';

@ObjectType({ description: 'What a custom field of a matter or a contact holds.' })
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class CustomFieldValue {
  @Field(() => String, { nullable: true, description: 'Name of the field.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'As in Clio, for example picklist, date or text_line.' })
  type!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As text, whatever the type; of a picklist the id of the option. Null where nothing was entered.',
  })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'Of a picklist what the option says.' })
  option!: string | null;

  fieldClioId!: string | null;
}

export function toCustomFieldValue(stored: StoredCustomFieldValue): CustomFieldValue {
  return Object.assign(new CustomFieldValue(), stored);
}
