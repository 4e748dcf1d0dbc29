import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { SyncEntityTypeEnum } from '../sync/sync-job.ts';
import {
  type ClioConnectionRecord,
  clioRegions,
  clioUpdates,
  connectionIdOf,
  connectionStatuses,
} from './clio-connection-record.ts';

export const ClioRegionEnum = Object.fromEntries(clioRegions.map((region) => [region, region]));
registerEnumType(ClioRegionEnum, {
  name: 'ClioRegion',
  description: 'Where Clio keeps the account; each region has its own host and its own tokens.',
});

const ClioConnectionStatusEnum = Object.fromEntries(connectionStatuses.map((status) => [status, status]));
registerEnumType(ClioConnectionStatusEnum, {
  name: 'ClioConnectionStatus',
  description: 'NEEDS_ATTENTION: Clio refuses us until somebody connects again.',
});

const ClioUpdatesEnum = Object.fromEntries(clioUpdates.map((updates) => [updates, updates]));
registerEnumType(ClioUpdatesEnum, {
  name: 'ClioUpdates',
  description: 'How changes in Clio reach us: asked for regularly, or told by Clio at once.',
});

/** A firm's connection to its Clio Manage account. */
@ObjectType({ description: "A firm's connection to its Clio Manage account." })
@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["clio:read"]])')
@Public()
export class ClioConnection {
  @Field(() => ID)
  id!: string;

  @Field(() => ClioConnectionStatusEnum)
  status!: string;

  @Field(() => ClioRegionEnum)
  region!: string;

  @Field(() => String, { nullable: true, description: "The firm's name at Clio." })
  accountName!: string | null;

  @Field(() => String, { nullable: true, description: 'The Clio user who approved; we see what that user may see.' })
  userName!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  connectedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when everything is in step with Clio; null until each kind of records was brought once.',
  })
  lastSyncedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What is wrong and what to do, where attention is needed.' })
  problem!: string | null;

  @Field(() => ClioUpdatesEnum)
  updates!: string;

  @Field(() => [SyncEntityTypeEnum], {
    description:
      'Kinds of records whose copy is older than two intervals of the plan, or was not complete that long after connecting, whatever the last sync said; empty where all is in time.',
  })
  @Directive('@listSize(assumedSize: 28)')
  staleEntities!: string[];

  firmId!: string;
}

export function asClioConnection(record: ClioConnectionRecord): ClioConnection {
  return Object.assign(new ClioConnection(), {
    id: connectionIdOf(record.firmId),
    status: record.status,
    region: record.region,
    accountName: record.accountName ?? null,
    userName: record.userName ?? null,
    connectedAt: new Date(record.connectedAt),
    lastSyncedAt: record.lastSyncedAt ? new Date(record.lastSyncedAt) : null,
    problem: record.problem ?? null,
    updates: record.updates ?? 'POLLING_ONLY',
    staleEntities: record.staleEntities ?? [],
    firmId: record.firmId,
  });
}
