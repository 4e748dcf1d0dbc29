import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { Timekeeper } from '../timekeeper/timekeeper.ts';
import { timekeeperKind } from '../timekeeper/timekeeper-kind.ts';
import { Group } from './group.ts';

@Resolver(Group)
export class GroupMembersResolver {
  @FieldResolver(() => [Timekeeper], { nullable: true, description: 'Its users; null where they are hidden.' })
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  @Directive('@listSize(assumedSize: 20)')
  async members(@Root() { userClioIds }: Group, @Ctx() context: DataContext): Promise<Timekeeper[] | null> {
    requireFirm(context, timekeeperKind.scope);
    return userClioIds && context.nodes.byClioIds(timekeeperKind, userClioIds);
  }
}
