import { type Connection, connectionOf, pageSize, pageSizeDefault } from '@smarterfirms/platform/graph-connection';
import { Public } from '@smarterfirms/platform/graph-public';
import { requireFirm } from '@smarterfirms/platform/request-context';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { type Activity, ActivityConnection, toActivity } from '../activity/activity.ts';
import { activityOrder } from '../activity/activity-records.ts';
import { Contact, toContact } from '../contact/contact.ts';
import type { DataContext } from '../context.ts';
import { keysetCursor, keysetPosition } from '../keyset.ts';
import { byPublicId } from '../reference.ts';
import { Timekeeper, toTimekeeper } from '../timekeeper/timekeeper.ts';
import { Matter, toMatter } from './matter.ts';

@Resolver(Matter)
export class MatterResolver {
  @Query(() => Matter, { nullable: true, description: 'A matter of the firm; null when there is none with this id.' })
  @Directive('@authenticated')
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  @Public()
  matter(@Arg('id', () => ID) id: string, @Ctx() context: DataContext): Promise<Matter | null> {
    return matterReference({ id }, context);
  }

  @FieldResolver(() => Contact, { nullable: true })
  @Directive('@requiresScopes(scopes: [["contacts:read"]])')
  async client(@Root() { clientClioId }: Matter, @Ctx() context: DataContext): Promise<Contact | null> {
    requireFirm(context, 'contacts:read');
    const row = clientClioId === null ? null : await context.loaders.contactByClioId.load(clientClioId);
    return row && toContact(row);
  }

  @FieldResolver(() => Timekeeper, { nullable: true })
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  responsibleAttorney(@Root() matter: Matter, @Ctx() context: DataContext): Promise<Timekeeper | null> {
    return attorney(matter.responsibleAttorneyClioId, context);
  }

  @FieldResolver(() => Timekeeper, { nullable: true })
  @Directive('@requiresScopes(scopes: [["matters:read"]])')
  originatingAttorney(@Root() matter: Matter, @Ctx() context: DataContext): Promise<Timekeeper | null> {
    return attorney(matter.originatingAttorneyClioId, context);
  }

  @FieldResolver(() => ActivityConnection, { description: 'Time and expenses, newest work first.' })
  @Directive('@requiresScopes(scopes: [["activities:read"]])')
  async activities(
    @Root() { clioId }: Matter,
    @Arg('first', () => Int, { defaultValue: pageSizeDefault }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() context: DataContext,
  ): Promise<Connection<Activity>> {
    requireFirm(context, 'activities:read');
    const size = pageSize(first);
    const position = keysetPosition(activityOrder, after);
    const rows = await context.loaders.activitiesOfMatter(clioId, size + 1, position);
    const listed = rows.map((row) => ({
      activity: toActivity(row),
      cursor: keysetCursor(activityOrder, { value: row.sortKey, uuid: row.id }),
    }));
    const cursors = new Map(listed.map(({ activity, cursor }) => [activity, cursor]));
    return connectionOf(
      listed.map(({ activity }) => activity),
      {
        first: size,
        after,
        cursorOf: (activity) => cursors.get(activity) ?? '',
        count: () => context.loaders.activityCount.load(clioId),
      },
    );
  }
}

async function attorney(clioId: string | null, context: DataContext): Promise<Timekeeper | null> {
  requireFirm(context, 'matters:read');
  const row = clioId === null ? null : await context.loaders.timekeeperByClioId.load(clioId);
  return row && toTimekeeper(row);
}

export async function matterReference({ id }: Record<string, unknown>, context: DataContext): Promise<Matter | null> {
  requireFirm(context, 'matters:read');
  const row = await byPublicId('matter', id, context.loaders.matterById);
  return row && toMatter(row);
}
