import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  DynamoDBServiceException,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { clioTables, createTableInput, type TableDefinition, timeToLiveInput } from '@smarterfirms/clio/tables';
import type { AwsClientOptions } from './create-queues.ts';

/** Makes the tables and the indexes that are missing. Existing ones keep their rows. */
export async function createTables(options: AwsClientOptions): Promise<void> {
  const client = new DynamoDBClient(options);
  try {
    for (const table of clioTables) await createTable(client, table);
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  await makeTable(client, table);
  await expireItems(client, table);
}

/** The emulator knows no TTL and keeps what is over; whoever reads leaves that out. Anything else deletes it. */
async function expireItems(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  const wanted = timeToLiveInput(table);
  if (!wanted) return;
  try {
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: table.name }));
    // Asking for what is so already, or becomes so, is an error.
    const status = TimeToLiveDescription?.TimeToLiveStatus;
    if (status === 'ENABLED' || status === 'ENABLING') return;
    await client.send(new UpdateTimeToLiveCommand(wanted));
  } catch (error) {
    if (!(error instanceof DynamoDBServiceException) || error.name !== 'UnknownOperationException') throw error;
  }
}

async function makeTable(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  const wanted = createTableInput(table);
  const existing = await client.send(new DescribeTableCommand({ TableName: table.name })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
  if (!existing) {
    await client.send(new CreateTableCommand(wanted));
    return;
  }
  const present = new Set(existing.Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  // One index per update, as DynamoDB demands.
  for (const index of wanted.GlobalSecondaryIndexes ?? []) {
    if (present.has(index.IndexName)) continue;
    await client.send(
      new UpdateTableCommand({
        TableName: table.name,
        AttributeDefinitions: wanted.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    );
  }
}
