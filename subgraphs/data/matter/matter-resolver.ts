import { Public } from '@smarterfirms/platform/graph-public';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { Contact } from '../contact/contact.ts';
import { contactKind } from '../contact/contact-kind.ts';
import type { DataContext } from '../context.ts';
import { firmList, ownedList } from '../listing/list-field.ts';
import { reference, relation } from '../listing/relation.ts';
import { matterStageKind } from '../matter-stage/matter-stage-kind.ts';
import { practiceAreaKind } from '../practice-area/practice-area-kind.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { Matter } from './matter.ts';
import { matterKind } from './matter-kind.ts';
import { matterList } from './matter-list.ts';

@Resolver(Matter)
class MatterResolver {
  @Query(() => Matter, { nullable: true, description: 'A matter of the firm; null when there is none with this id.' })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  @Public()
  matter(@Arg('id', () => ID) id: string, @Ctx() context: DataContext): Promise<Matter | null> {
    return matterReference({ id }, context);
  }
}

export const matterResolvers = [
  MatterResolver,
  firmList('matters', "The firm's matters, last changed first unless asked otherwise.", matterList),
  ownedList(Contact, { name: 'matters', description: 'Matters of the client.', column: 'client_clio_id' }, matterList),
  relation(Matter, 'client', contactKind, ({ clientClioId }) => clientClioId),
  relation(Matter, 'responsibleAttorney', timekeeperKind, ({ responsibleAttorneyClioId }) => responsibleAttorneyClioId),
  relation(Matter, 'originatingAttorney', timekeeperKind, ({ originatingAttorneyClioId }) => originatingAttorneyClioId),
  relation(Matter, 'practiceArea', practiceAreaKind, ({ practiceAreaClioId }) => practiceAreaClioId),
  relation(Matter, 'stage', matterStageKind, ({ matterStageClioId }) => matterStageClioId),
];

export const matterReference = reference(matterKind);
