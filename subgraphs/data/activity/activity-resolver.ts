import { requireFirm } from '@smarterfirms/platform/request-context';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DataContext } from '../context.ts';
import { Matter, toMatter } from '../matter/matter.ts';
import { byPublicId } from '../reference.ts';
import { Timekeeper, toTimekeeper } from '../timekeeper/timekeeper.ts';
import { Activity, toActivity } from './activity.ts';

@Resolver(Activity)
export class ActivityResolver {
  @FieldResolver(() => Timekeeper, { nullable: true, description: 'Who did the work.' })
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  async timekeeper(@Root() { userClioId }: Activity, @Ctx() context: DataContext): Promise<Timekeeper | null> {
    requireFirm(context, 'matters:read');
    const row = userClioId === null ? null : await context.loaders.timekeeperByClioId.load(userClioId);
    return row && toTimekeeper(row);
  }

  @FieldResolver(() => Matter, { nullable: true })
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  async matter(@Root() { matterClioId }: Activity, @Ctx() context: DataContext): Promise<Matter | null> {
    requireFirm(context, 'matters:read');
    const row = matterClioId === null ? null : await context.loaders.matterByClioId.load(matterClioId);
    return row && toMatter(row);
  }
}

export async function activityReference(
  { id }: Record<string, unknown>,
  context: DataContext,
): Promise<Activity | null> {
  requireFirm(context, 'activities:read');
  const row = await byPublicId('activity', id, context.loaders.activityById);
  return row && toActivity(row);
}
