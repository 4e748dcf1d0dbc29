import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { hasActiveSpan, inSpan } from './span.ts';

/** A span for every call to DynamoDB that is made within one, retries of the client included. Keys and items are no part of it. */
export function traceTables(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName = 'call' }) =>
      async (request) => {
        if (!hasActiveSpan()) return next(request);
        const operation = commandName.replace(/Command$/, '');
        const { TableName: table } = request.input as { TableName?: string };
        return inSpan(
          table ? `${operation} ${table}` : operation,
          {
            kind: 'client',
            attributes: {
              'db.system.name': 'aws.dynamodb',
              'db.operation.name': operation,
              ...(table ? { 'db.collection.name': table } : {}),
            },
          },
          () => next(request),
        );
      },
    { step: 'initialize', name: 'traceTables', override: true },
  );
}
