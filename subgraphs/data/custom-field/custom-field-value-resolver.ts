import { requireFirm } from '@smarterfirms/platform/request-context';
import { type ClassType, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import type { DataContext } from '../context.ts';
import type { NodeKind, ShownRow } from '../listing/node-kind.ts';
import { relation } from '../listing/relation.ts';
import { Matter } from '../matter/matter.ts';
import { matterKind } from '../matter/matter-kind.ts';
import { customFieldKind } from './custom-field-kind.ts';
import { CustomFieldValue, toCustomFieldValue } from './custom-field-value.ts';
import { storedValues } from './custom-field-value-records.ts';

function customFieldValuesOf<Owner extends { clioId: string }>(
  owner: ClassType<Owner>,
  { scope }: NodeKind<ShownRow, Owner>,
  loader: 'valuesOfMatter' | 'valuesOfContact',
): ClassType {
  @Resolver(owner)
  class CustomFieldValuesResolver {
    @FieldResolver(() => [CustomFieldValue], {
      nullable: true,
      description: 'What its custom fields hold; null where that is hidden in Clio.',
    })
    @Directive(`@requiresScopes(scopes: [["${scope}"]])`)
    @Directive('@listSize(assumedSize: 20)')
    async customFieldValues(
      @Root() { clioId }: Owner,
      @Ctx() context: DataContext,
    ): Promise<CustomFieldValue[] | null> {
      requireFirm(context, scope);
      return storedValues(await context.loaders[loader].load(clioId))?.map(toCustomFieldValue) ?? null;
    }
  }
  return CustomFieldValuesResolver;
}

export const customFieldValueResolvers = [
  customFieldValuesOf(Matter, matterKind, 'valuesOfMatter'),
  customFieldValuesOf(Contact, contactKind, 'valuesOfContact'),
  relation(CustomFieldValue, 'field', customFieldKind, ({ fieldClioId }) => fieldClioId),
];
