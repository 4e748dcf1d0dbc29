import { Public } from '@smarterfirms/platform/graph-public';
import { DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Participant, toParticipants } from '../participant.ts';

@ObjectType({ description: 'An appointment. Of a private one only the time is known.' })
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class CalendarEntry {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { nullable: true })
  summary!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true })
  location!: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  startAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  endAt!: Date | null;

  @Field(() => Boolean, { nullable: true })
  allDay!: boolean | null;

  @Field(() => String, { nullable: true, description: 'RRULE of a series, which is one entry.' })
  recurrenceRule!: string | null;

  @Field(() => String, { nullable: true })
  eventTypeName!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether Clio hides what it is about.' })
  redacted!: boolean | null;

  @Field(() => [Participant], { nullable: true, description: 'Null where they are hidden.' })
  @Directive('@listSize(assumedSize: 10)')
  attendees!: Participant[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  matterClioId!: string | null;
}

/** The fields of a row that the type shows. */
export interface CalendarEntryRow extends Omit<CalendarEntry, 'updatedAt' | 'attendees'> {
  attendees: Parameters<typeof toParticipants>[0] | null;
  clioUpdatedAt: Date | null;
}

export function toCalendarEntry(row: CalendarEntryRow): CalendarEntry {
  return Object.assign(new CalendarEntry(), row, {
    id: encodeUuid('calendarEntry', row.id),
    attendees: row.attendees && toParticipants(row.attendees),
    updatedAt: row.clioUpdatedAt,
  });
}
