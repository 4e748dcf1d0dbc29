import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { FirmId } from '@smarterfirms/platform/ids';
import { z } from 'zod';
import { type Dynamo, wrote } from '../dynamo.ts';
import type { RequestBudget } from './request-budget-rules.ts';

const requestBudget = z.object({
  limit: z.number().int().nullable(),
  remaining: z.number().int(),
  resetAtMs: z.number(),
  guessed: z.boolean(),
  skewMs: z.number(),
});

export type RequestBudgetRecords = ReturnType<typeof createRequestBudgetRecords>;

/**
 * The attribute `budget` of the items of ClioConnection: it goes with the token, so whoever stores another token removes it.
 *
 * Taking is one conditional write that subtracts, so twenty workers that take at once all succeed; no write depends on
 * having read the latest number. Each answers whether its condition held.
 */
export function createRequestBudgetRecords(dynamo: Dynamo, table: string) {
  const update = (firmId: FirmId, expression: string, values: Record<string, unknown>, condition: string) =>
    wrote(
      dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: { firmId },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
          ...(/#limit/.test(expression) ? { ExpressionAttributeNames: { '#limit': 'limit' } } : {}),
        }),
      ),
    );

  return {
    async find(firmId: FirmId): Promise<RequestBudget | undefined> {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName: table, Key: { firmId }, ConsistentRead: true, ProjectionExpression: 'budget' }),
      );
      return requestBudget.optional().parse(Item?.['budget']);
    },

    /** Takes requests from the window that ends then, if at least `floor` are left. */
    take(firmId: FirmId, resetAtMs: number, count: number, floor: number): Promise<boolean> {
      return update(
        firmId,
        'set budget.remaining = budget.remaining - :count',
        { ':count': count, ':reset': resetAtMs, ':least': count + floor },
        'budget.resetAtMs = :reset and budget.remaining >= :least',
      );
    },

    /** Puts a budget in the place of the one that was read. */
    replace(firmId: FirmId, before: RequestBudget | undefined, next: RequestBudget): Promise<boolean> {
      return update(
        firmId,
        'set budget = :next',
        { ':next': next, ...(before ? { ':reset': before.resetAtMs } : {}) },
        before ? 'budget.resetAtMs = :reset' : 'attribute_exists(firmId) and attribute_not_exists(budget)',
      );
    },

    /** Puts limit and end of a window right without touching what was taken from it. */
    correct(
      firmId: FirmId,
      before: RequestBudget,
      { limit, resetAtMs, limitDelta }: { limit: number; resetAtMs: number; limitDelta: number },
    ): Promise<boolean> {
      return update(
        firmId,
        `set budget.#limit = :limit, budget.resetAtMs = :end, budget.guessed = :no,
         budget.remaining = budget.remaining + :delta`,
        { ':limit': limit, ':end': resetAtMs, ':no': false, ':delta': limitDelta, ':reset': before.resetAtMs },
        'budget.resetAtMs = :reset',
      );
    },

    lower(firmId: FirmId, resetAtMs: number, remaining: number): Promise<boolean> {
      return update(
        firmId,
        'set budget.remaining = :remaining',
        { ':remaining': remaining, ':reset': resetAtMs },
        'budget.resetAtMs = :reset and budget.remaining > :remaining',
      );
    },
  };
}
