import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { AwsResources } from '../aws-resources.ts';
import type { AwsClientOptions } from './create-queues.ts';

type Keys = { partitionKey: string; sortKey?: string | undefined };

/** Makes the tables and the indexes that are missing. Existing ones keep their rows. */
export async function createTables({ tables }: Pick<AwsResources, 'tables'>, options: AwsClientOptions): Promise<void> {
  const client = new DynamoDBClient(options);
  try {
    for (const table of tables) await createTable(client, table);
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, table: AwsResources['tables'][number]): Promise<void> {
  const existing = await client.send(new DescribeTableCommand({ TableName: table.name })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
  const indexes = table.indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: 'ALL' as const },
  }));
  if (!existing) {
    await client.send(
      new CreateTableCommand({
        TableName: table.name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keySchema(table),
        AttributeDefinitions: attributes([table, ...table.indexes]),
        ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      }),
    );
    return;
  }
  const present = new Set(existing.Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  // One index per update, as DynamoDB demands.
  for (const index of indexes.filter(({ IndexName }) => !present.has(IndexName))) {
    await client.send(
      new UpdateTableCommand({
        TableName: table.name,
        AttributeDefinitions: attributes([table, ...table.indexes]),
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    );
  }
}

function keySchema({ partitionKey, sortKey }: Keys): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    ...(sortKey ? [{ AttributeName: sortKey, KeyType: 'RANGE' as const }] : []),
  ];
}

function attributes(keys: readonly Keys[]): { AttributeName: string; AttributeType: 'S' }[] {
  const names = new Set(
    keys.flatMap(({ partitionKey, sortKey }) => (sortKey ? [partitionKey, sortKey] : [partitionKey])),
  );
  return [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
}
