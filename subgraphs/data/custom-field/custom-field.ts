import { Public } from '@smarterfirms/platform/graph-public';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { PicklistOption, toPicklistOptions } from './picklist-option.ts';

@ObjectType({ description: 'What a custom field is; its values are shown with the matters and contacts.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class CustomField {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Matter or Contact.' })
  parentType!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As in Clio, for example picklist, date or text_line; an open list.',
  })
  fieldType!: string | null;

  @Field(() => Boolean, { nullable: true })
  required!: boolean | null;

  @Field(() => Boolean, { nullable: true })
  displayed!: boolean | null;

  @Field(() => Int, { nullable: true })
  displayOrder!: number | null;

  @Field(() => [PicklistOption], { nullable: true, description: 'What can be picked; null for other types of fields.' })
  @Directive('@listSize(assumedSize: 10)')
  picklistOptions!: PicklistOption[] | null;
}

/** The fields of a row that the type shows. */
export interface CustomFieldRow extends Omit<CustomField, 'picklistOptions'> {
  picklistOptions: Parameters<typeof toPicklistOptions>[0] | null;
}

export function toCustomField(row: CustomFieldRow): CustomField {
  return Object.assign(new CustomField(), row, {
    id: encodeUuid('customField', row.id),
    picklistOptions: row.picklistOptions && toPicklistOptions(row.picklistOptions),
  });
}
