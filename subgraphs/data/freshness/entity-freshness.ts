import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export const SyncEntityTypeEnum = Object.fromEntries(syncEntityTypes.map((type) => [type, type]));
registerEnumType(SyncEntityTypeEnum, { name: 'SyncEntityType' });

@ObjectType({ description: 'How complete the copy of one kind of records is. Times are null before the first time.' })
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["sync:read"]])')
export class EntityFreshness {
  @Field(() => SyncEntityTypeEnum)
  entity!: SyncEntityType;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Everything that was changed in Clio before is in the copy.',
  })
  asOf!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last sync of this kind of records ended.' })
  completedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When all records were last read.' })
  lastFullAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the changed records were last read.' })
  lastIncrementalAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When all records were last compared by their versions.',
  })
  lastReconciledAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when records that Clio no longer shows are kept, because they may be hidden and not deleted.',
  })
  withheldSince!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why they are kept.' })
  withheldReason!: string | null;
}
