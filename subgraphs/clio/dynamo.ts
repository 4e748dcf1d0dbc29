import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isTracing } from '@smarterfirms/platform/is-tracing';
import { traceTables } from '@smarterfirms/platform/traced-aws';

export type Dynamo = DynamoDBDocumentClient;

/** A client that reads and writes plain values; `undefined` means that the attribute is not there. */
export function documentClient(client: DynamoDBClient): Dynamo {
  if (isTracing()) traceTables(client);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** True when the write happened, false when its condition did not hold. Everything else throws. */
export async function wrote(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
