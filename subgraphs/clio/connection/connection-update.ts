import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DomainEvent } from '@smarterfirms/platform/events';
import type { FirmId } from '@smarterfirms/platform/ids';
import { type Dynamo, wrote } from '../dynamo.ts';
import { marked } from '../tables.ts';

/** Changes a firm's connection. @returns whether the condition held; by default that there is one. */
export type ConnectionUpdate = (
  firmId: FirmId,
  expression: string,
  values: Record<string, unknown>,
  condition?: string,
) => Promise<boolean>;

export function connectionUpdate(dynamo: Dynamo, table: string): ConnectionUpdate {
  return (firmId, expression, values, condition = 'attribute_exists(firmId)') =>
    wrote(
      dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: { firmId },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
          ...(/#status/.test(expression + condition) ? { ExpressionAttributeNames: { '#status': 'status' } } : {}),
        }),
      ),
    );
}

/** The part of an expression that adds events to be published, with the values of `eventValues`. */
export const appendEvents =
  'pending = :marked, pendingEventsAt = :at, pendingEvents = list_append(if_not_exists(pendingEvents, :none), :events)';

export function eventValues(events: readonly DomainEvent[]): Record<string, unknown> {
  return { ':marked': marked, ':at': new Date().toISOString(), ':none': [], ':events': events };
}
