import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import type { Principal } from '@smarterfirms/platform/principal';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { SessionRow } from './session-records.ts';

@ObjectType({ description: 'A place where you are signed in.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
export class Session {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends unless it is used before.' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { description: 'To the quarter of an hour.' })
  lastUsedAt!: Date;

  @Field(() => String, { nullable: true })
  userAgent!: string | null;

  @Field(() => String, { nullable: true, description: 'Where you signed in from.' })
  ipAddress!: string | null;

  @Field(() => Boolean, { description: 'Whether it is the session that asks.' })
  current!: boolean;
}

export function toSession(row: SessionRow, principal: Principal | undefined): Session {
  const { id, createdAt, expiresAt, lastUsedAt, userAgent, ipAddress } = row;
  return Object.assign(new Session(), {
    id,
    createdAt,
    expiresAt,
    lastUsedAt,
    // better-auth writes an empty text for what it does not know.
    userAgent: userAgent || null,
    ipAddress: ipAddress || null,
    current: principal?.kind === 'user' && principal.sessionId === id,
  });
}
