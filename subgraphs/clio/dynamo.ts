import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { isTracing } from '@smarterfirms/platform/is-tracing';
import { traceTables } from '@smarterfirms/platform/traced-aws';
import { marked } from './tables.ts';

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

/** What a query finds, page by page, each asked for when the one before has been dealt with. None is empty. */
export async function* queriedPages<Record>(
  dynamo: Dynamo,
  query: QueryCommandInput,
  parse: (item: unknown) => Record,
): AsyncGenerator<Record[], void> {
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo.send(
      new QueryCommand({ ...query, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    if (Items.length > 0) yield Items.map(parse);
    from = LastEvaluatedKey;
  } while (from);
}

/**
 * The items of a sparse index (see tables.ts), what waits longest first.
 *
 * @param range a condition of the index's sort key, with its value as `:to`.
 */
export function markedPages<Record>(
  dynamo: Dynamo,
  { table, index, mark, range, pageSize }: MarkedItems,
  parse: (item: unknown) => Record,
): AsyncGenerator<Record[], void> {
  const query = {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: [`${mark} = :marked`, ...(range ? [range.condition] : [])].join(' and '),
    ExpressionAttributeValues: { ':marked': marked, ...(range ? { ':to': range.to.toISOString() } : {}) },
    Limit: pageSize,
  };
  return queriedPages(dynamo, query, parse);
}

interface MarkedItems {
  table: string;
  index: string;
  /** The attribute that marks an item. */
  mark: 'due' | 'pending' | 'unfinished';
  range?: { condition: string; to: Date };
  pageSize: number;
}

/** The first of what the pages of a query hold. A page whose items are filtered out costs a further request. */
export async function firstFound<Record>(pages: AsyncIterable<Record[]>, count: number): Promise<Record[]> {
  const found: Record[] = [];
  for await (const page of pages) {
    found.push(...page);
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}
