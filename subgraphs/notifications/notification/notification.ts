import { connectionType } from '@smarterfirms/platform/graph-connection';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum NotificationKind {
  SYNC_COMPLETED = 'SYNC_COMPLETED',
  SYNC_FAILED = 'SYNC_FAILED',
  SYNC_STALE = 'SYNC_STALE',
  CONNECTION_NEEDS_ATTENTION = 'CONNECTION_NEEDS_ATTENTION',
}
registerEnumType(NotificationKind, { name: 'NotificationKind' });

@ObjectType({ description: 'Something that a person was told about one of their firms.' })
@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["notifications:read"]])')
export class Notification {
  @Field(() => ID)
  id!: string;

  @Field(() => NotificationKind)
  kind!: NotificationKind;

  @Field(() => String)
  title!: string;

  @Field(() => String, { description: 'One or two sentences; times are in the zone of the person.' })
  body!: string;

  @Field(() => String, { nullable: true, description: 'A path within the web application, where it leads on.' })
  href!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person read it; null while unread.' })
  readAt!: Date | null;

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  /** Not a field of the graph: `firm` is resolved from it. */
  firmId!: string;
}

export const NotificationConnection = connectionType('Notification', () => Notification);
