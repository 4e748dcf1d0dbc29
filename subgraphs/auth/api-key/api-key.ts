import { connectionType } from '@smarterfirms/platform/graph-connection';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { ApiKeyRow } from './api-key-records.ts';

@ObjectType({ description: 'A key by which a program uses the public API for the person who created it, in one firm.' })
@Directive('@key(fields: "id")')
@Directive('@requiresScopes(scopes: [["api-keys:read"]])')
export class ApiKey {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, {
    description: 'The first characters of the key, to tell it from others. The rest is not kept.',
  })
  display!: string;

  @Field(() => [String], {
    description: 'What the key was given. It can do less when the person who created it may do less by now.',
  })
  scopes!: string[];

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  @Field(() => DateTimeScalar)
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'To the minute; null when it was never used.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt!: Date | null;

  userId!: string;
}

export const ApiKeyConnection = connectionType('ApiKey', () => ApiKey);

export function toApiKey(row: ApiKeyRow): ApiKey {
  return Object.assign(new ApiKey(), row);
}
