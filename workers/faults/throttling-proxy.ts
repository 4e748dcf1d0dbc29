import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ThrottlingProxy {
  url: string;
  /** How many calls were refused. */
  throttled(): number;
  [Symbol.asyncDispose](): Promise<void>;
}

const body = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'The level of configured provisioned throughput for the table was exceeded.',
});

/** Stands before DynamoDB and refuses calls as it does when a table is throttled: nothing of them has happened then. */
export async function startThrottlingProxy(target: string, throttles: () => boolean): Promise<ThrottlingProxy> {
  let throttled = 0;
  const server = createServer((incoming, outgoing) => {
    if (throttles()) {
      throttled++;
      incoming.resume();
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
      return;
    }
    const { method, headers, url } = incoming;
    const onward = request(`${target}${url ?? ''}`, { method, headers, timeout: 10_000 }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    throttled: () => throttled,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
