import { firmList } from '../listing/list-field.ts';
import { reference } from '../listing/relation.ts';
import { customFieldKind } from './custom-field-kind.ts';
import { customFieldList } from './custom-field-list.ts';

export const customFieldResolvers = [firmList('customFields', "The firm's custom fields.", customFieldList)];

export const customFieldReference = reference(customFieldKind);
