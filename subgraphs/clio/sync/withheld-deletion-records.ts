import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type FirmId, isId, type SyncJobId, type UserId } from '@smarterfirms/platform/ids';
import { type SyncEntityType, syncEntityTypes } from '@smarterfirms/platform/messages';
import { z } from 'zod';
import { type Dynamo, wrote } from '../dynamo.ts';

/**
 * Why records that Clio no longer shows were not taken for deleted. MASS_DELETION: they are too many. ALL_ABSENT: Clio shows
 * none of their kind. CHANGED_VIEWER: whose access we use, or what that person may do, is not what it was.
 */
export const withheldCauses = ['MASS_DELETION', 'ALL_ABSENT', 'CHANGED_VIEWER'] as const;
export type WithheldCause = (typeof withheldCauses)[number];

const jobId = z.string().refine((text): text is SyncJobId => isId('syncJob', text), 'expected a job id');

const withheldDecision = z.object({
  kind: z.enum(['ACCEPTED', 'KEPT']),
  byUserId: z.string().refine((text): text is UserId => isId('user', text), 'expected a user id'),
  at: z.string(),
  /** The job that removes what was accepted. */
  removalJobId: jobId.optional(),
});
export type WithheldDecision = z.infer<typeof withheldDecision>;

const withheldDeletionRecord = z.object({
  firmId: z.string().refine((text): text is FirmId => isId('firm', text), 'expected a firm id'),
  entity: z.enum(syncEntityTypes),
  /** The comparison that withheld them; an answer to an older one is no answer. */
  jobId,
  cause: z.enum(withheldCauses),
  reason: z.string(),
  /** How many are withheld, and of how many that the copy shows. */
  records: z.number().int().nonnegative(),
  copied: z.number().int().nonnegative(),
  /** Who looked at Clio and with which rights; absent where Clio was not asked. */
  viewer: z.string().optional(),
  withheldAt: z.string(),
  decision: withheldDecision.optional(),
});
export type WithheldDeletionRecord = z.infer<typeof withheldDeletionRecord>;

export type WithheldDeletionRecords = ReturnType<typeof createWithheldDeletionRecords>;

/**
 * Everything that reads or writes the items of WithheldDeletion: for each kind of a firm's records, what its last comparison
 * did not dare to delete, and what a person has said to that. Which records they are is in the data service's
 * `withheld_absence`.
 */
export function createWithheldDeletionRecords(dynamo: Dynamo, table: string) {
  const remove = (firmId: FirmId, entity: SyncEntityType) =>
    dynamo.send(new DeleteCommand({ TableName: table, Key: { firmId, entity } }));
  const ofFirm = async (firmId: FirmId) => {
    const { Items = [] } = await dynamo.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'firmId = :firm',
        ExpressionAttributeValues: { ':firm': firmId },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => withheldDeletionRecord.parse(item));
  };

  return {
    ofFirm,

    async find(firmId: FirmId, entity: SyncEntityType): Promise<WithheldDeletionRecord | undefined> {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName: table, Key: { firmId, entity }, ConsistentRead: true }),
      );
      return Item ? withheldDeletionRecord.parse(Item) : undefined;
    },

    /**
     * Puts what a comparison has found in the place of what an earlier one did. Repeated by the same job it changes nothing.
     */
    put(record: WithheldDeletionRecord): Promise<boolean> {
      return wrote(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: record,
            ConditionExpression: 'attribute_not_exists(jobId) or jobId <> :job',
            ExpressionAttributeValues: { ':job': record.jobId },
          }),
        ),
      );
    },

    /** Notes what a person has decided. @returns false where a comparison or somebody else was faster. */
    decide(
      { firmId, entity, jobId: job, decision: before }: WithheldDeletionRecord,
      decision: WithheldDecision,
    ): Promise<boolean> {
      return wrote(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: { firmId, entity },
            UpdateExpression: 'set decision = :decision',
            ConditionExpression: `jobId = :job and ${before ? 'decision.#at = :before' : 'attribute_not_exists(decision)'}`,
            ...(before ? { ExpressionAttributeNames: { '#at': 'at' } } : {}),
            ExpressionAttributeValues: {
              ':job': job,
              ':decision': decision,
              ...(before ? { ':before': before.at } : {}),
            },
          }),
        ),
      );
    },

    /** Of what a person decided to keep, so many are still missing in Clio. */
    setRecords({ firmId, entity, jobId: job }: WithheldDeletionRecord, records: number): Promise<boolean> {
      return wrote(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: { firmId, entity },
            UpdateExpression: 'set records = :records',
            ConditionExpression: 'jobId = :job',
            ExpressionAttributeValues: { ':job': job, ':records': records },
          }),
        ),
      );
    },

    /** Nothing is withheld any more. */
    async remove(firmId: FirmId, entity: SyncEntityType): Promise<void> {
      await remove(firmId, entity);
    },

    /** The firm has no copy any more. */
    async removeAll(firmId: FirmId): Promise<void> {
      for (const { entity } of await ofFirm(firmId)) await remove(firmId, entity);
    },
  };
}
