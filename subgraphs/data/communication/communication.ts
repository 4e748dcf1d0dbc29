import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Participant, toParticipants } from '../participant.ts';

@ObjectType({ description: 'A logged email or phone call.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Communication {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true, description: 'EmailCommunication or PhoneCommunication; an open list.' })
  type!: string | null;

  @Field(() => String, { nullable: true })
  subject!: string | null;

  @Field(() => String, { nullable: true, description: 'May be HTML.' })
  body!: string | null;

  @Field(() => DateScalar, { nullable: true })
  date!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  receivedAt!: Date | null;

  @Field(() => [Participant], { nullable: true })
  @Directive('@listSize(assumedSize: 10)')
  senders!: Participant[] | null;

  @Field(() => [Participant], { nullable: true })
  @Directive('@listSize(assumedSize: 10)')
  receivers!: Participant[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  matterClioId!: string | null;
  userClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface CommunicationRow extends Omit<Communication, 'updatedAt' | 'senders' | 'receivers'> {
  senders: Parameters<typeof toParticipants>[0] | null;
  receivers: Parameters<typeof toParticipants>[0] | null;
  clioUpdatedAt: Date | null;
}

export function toCommunication(row: CommunicationRow): Communication {
  return Object.assign(new Communication(), row, {
    id: encodeUuid('communication', row.id),
    senders: row.senders && toParticipants(row.senders),
    receivers: row.receivers && toParticipants(row.receivers),
    updatedAt: row.clioUpdatedAt,
  });
}
