import { Public } from '@smarterfirms/platform/graph-public';
import { DateScalar, DateTimeScalar } from '@smarterfirms/platform/graph-scalars';
import { encodeUuid } from '@smarterfirms/platform/ids';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { MatterStatus, toMatterStatus } from './matter-status.ts';

@ObjectType({
  description: 'A matter of the firm, as last seen in Clio. Null fields are not known: hidden in Clio or never given.',
})
@Directive('@key(fields: "id")')
@Directive('@authenticated')
@Directive('@requiresScopes(scopes: [["matters:read"]])')
@Public()
export class Matter {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Clio's own id." })
  clioId!: string;

  @Field(() => String, { description: "The firm's number for the matter; Clio's id where the number is hidden." })
  displayNumber!: string;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => MatterStatus, { nullable: true })
  status!: MatterStatus | null;

  @Field(() => DateScalar, { nullable: true })
  openDate!: Date | null;

  @Field(() => DateScalar, { nullable: true })
  closeDate!: Date | null;

  @Field(() => DateScalar, { nullable: true })
  pendingDate!: Date | null;

  @Field(() => Boolean, { nullable: true })
  billable!: boolean | null;

  @Field(() => String, { nullable: true, description: 'As in Clio: hourly, flat or contingency.' })
  billingMethod!: string | null;

  @Field(() => String, { nullable: true })
  clientReference!: string | null;

  @Field(() => String, { nullable: true })
  location!: string | null;

  @Field(() => String, { nullable: true })
  practiceAreaName!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made in Clio.' })
  createdAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last changed in Clio.' })
  updatedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When this version was read from Clio.' })
  syncedAt!: Date | null;

  clientClioId!: string | null;
  responsibleAttorneyClioId!: string | null;
  originatingAttorneyClioId!: string | null;
  practiceAreaClioId!: string | null;
  matterStageClioId!: string | null;
  currency!: string | null;
}

/** The fields of a row that the type shows. */
export interface MatterRow extends Omit<Matter, 'displayNumber' | 'status' | 'createdAt' | 'updatedAt' | 'syncedAt'> {
  displayNumber: string | null;
  status: string | null;
  clioCreatedAt: Date | null;
  clioUpdatedAt: Date | null;
  requestedAt: Date;
}

export function toMatter(row: MatterRow): Matter {
  return Object.assign(new Matter(), row, {
    id: encodeUuid('matter', row.id),
    displayNumber: row.displayNumber ?? row.clioId,
    status: toMatterStatus(row.status),
    createdAt: row.clioCreatedAt,
    updatedAt: row.clioUpdatedAt,
    syncedAt: row.requestedAt,
  });
}
