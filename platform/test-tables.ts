import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';

export interface TestTables {
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * An empty DynamoDB: one inside this process, or, where `TEST_DYNAMODB_URL` names a DynamoDB Local, a database of its own
 * on that, which keeps one for each access key.
 */
export async function startTestTables(): Promise<TestTables> {
  const endpoint = process.env['TEST_DYNAMODB_URL'];
  if (endpoint) {
    const credentials = { accessKeyId: randomUUID().replaceAll('-', ''), secretAccessKey: 'test' };
    return { endpoint, credentials, [Symbol.asyncDispose]: async () => {} };
  }
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
