/**
 * A process with several token stores that all ask for a firm's token at the same moment: when a line comes on its input.
 * Writes `ready`, then the tokens as one line of JSON.
 *
 * Usage: node test-token-holders.js <stores>, with the environment that token-store.test.ts gives.
 */
import { createInterface } from 'node:readline';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { asId } from '@smarterfirms/platform/ids';
import { documentClient } from '../dynamo.ts';
import { createClioConnectionRecords } from './clio-connection-records.ts';
import { createEnvelope } from './envelope.ts';
import { createTokenStore } from './token-store.ts';

const { FIRM_ID = '', TOKEN_KEY = '', CLIO_HOSTS = '', APPLICATION = '', EVENTS_TOPIC_ARN = '' } = process.env;
const firmId = asId('firm', FIRM_ID);
const stores = Array.from({ length: Number(process.argv[2]) }, () =>
  createTokenStore({
    connections: createClioConnectionRecords(documentClient(new DynamoDBClient({})), 'ClioConnection'),
    envelope: createEnvelope(Buffer.from(TOKEN_KEY, 'base64')),
    hosts: JSON.parse(CLIO_HOSTS),
    application: JSON.parse(APPLICATION),
    sns: new SNSClient({}),
    eventsTopicArn: EVENTS_TOPIC_ARN,
  }),
);
process.stdout.write('ready\n');
for await (const _line of createInterface({ input: process.stdin })) {
  const tokens = await Promise.all(stores.map((store) => store.accessToken(firmId)));
  process.stdout.write(`${JSON.stringify(tokens)}\n`);
}
process.exit(0);
