import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { WebhookParts } from './receive-webhook.ts';
import { addWebhookRoute } from './webhook-route.ts';

export interface TestWebhookServer {
  origin: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The service's route for webhooks alone, for tests of what happens after it. */
export async function serveWebhooks(parts: WebhookParts): Promise<TestWebhookServer> {
  const app = express();
  addWebhookRoute(app, parts);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
