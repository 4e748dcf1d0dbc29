import { expect, test } from '@jest/globals';
import { handleMessage } from '../sync/handle-message.ts';
import { startTestFirm } from '../sync/test-firm.ts';
import { runToEnd } from './deliver.ts';
import { report, seeded } from './seeded.ts';
import { startThrottlingProxy } from './throttling-proxy.ts';
import { requestsBesidePages, untruths } from './untruths.ts';

test('DynamoDB refusing a share of all calls costs tries and no row, and the job still tells the truth', async () => {
  await using firm = await startTestFirm();
  const random = seeded('DynamoDB throttles');
  await using proxy = await startThrottlingProxy(firm.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '', () => random.chance(0.2));
  // The function's own parts, as in production, with a table store that is reached through the proxy.
  Object.assign(process.env, firm.env, { AWS_ENDPOINT_URL_DYNAMODB: proxy.url });
  const { buildSyncParts } = await import('../sync/build-parts.ts');
  const { env } = await import('../sync/env.ts');
  const parts = buildSyncParts(env);
  let refusedMessages = 0;
  const job = await runToEnd(firm, await firm.startSync(), async (body) => {
    try {
      await handleMessage(body, new Date(Date.now() + 2_000), parts);
    } catch (error) {
      refusedMessages++;
      throw error;
    }
  });
  await parts.data.end();
  expect(job.status).toBe('COMPLETED');
  expect(proxy.throttled()).toBeGreaterThan(10);
  report('DynamoDB throttles a call', proxy.throttled(), random);
  expect(await untruths(firm, job)).toEqual([]);
  // A message that was given up in the middle may have asked Clio for a page that it could not store.
  expect(await requestsBesidePages(firm, job)).toBeLessThanOrEqual(refusedMessages);
});
