import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { CollectedSpan } from '@smarterfirms/platform/test-collector';
import { clioFirm } from '../clio-world.ts';
import { ask, expectOk, graphUrl } from '../graph-client.ts';
import { signUpOwner } from '../owner.ts';
import { runningStack } from '../running-stack.ts';

const stack = runningStack();

/** A client's own span, to be recorded. */
function clientSpan() {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-01` } };
}

/**
 * The spans from the first name to the last, each the parent of the next, when they have come. The client's own is the parent
 * of the first one. A name stands for what begins with it.
 */
async function chain({ traceId, spanId }: { traceId: string; spanId: string }, names: readonly string[]) {
  for (const deadline = Date.now() + 60_000; ; ) {
    const spans = (await (await fetch(`${stack.collectorUrl}/traces/${traceId}`)).json()) as CollectedSpan[];
    const found = path(spans, spanId, names);
    if (found) return found;
    if (Date.now() > deadline) {
      const seen = spans.map(({ service, name }) => `${service} ${name}`);
      throw new Error(`the spans ${names.join(' > ')} did not come in a minute, but ${seen.join(', ')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function path(
  spans: CollectedSpan[],
  parentSpanId: string,
  [name, ...rest]: readonly string[],
): CollectedSpan[] | undefined {
  if (name === undefined) return [];
  for (const span of spans) {
    if (span.parentSpanId !== parentSpanId || !`${span.service} ${span.name}`.startsWith(name)) continue;
    const below = path(spans, span.spanId, rest);
    if (below) return [span, ...below];
  }
  return undefined;
}

test('a sync is one trace from the client through gateway, subgraph and queue to what the worker asks of Clio', async () => {
  const clio = await clioFirm(stack, 'trace');
  const firm = await (await signUpOwner(stack.urls)).createFirm();
  await firm.connectClio({ login: clio.login });
  await firm.jobUntilDone();

  const client = clientSpan();
  const { startSync } = await ask<{ startSync: { ok: { job: { id: string } } | null; error: unknown } }>({
    url: graphUrl(stack.urls),
    token: await firm.token(),
    query: 'mutation StartUsers { startSync(input: { entities: [USERS] }) { ok { job { id } } error { message } } }',
    headers: client.headers,
  });
  const { job } = expectOk(startSync);
  const [, , , , , , handled, asked] = await chain(client, [
    'gateway mutation StartUsers',
    'gateway fetch clio',
    'clio mutation StartUsers',
    'clio Mutation.startSync',
    'clio beginSync',
    'clio send sync-pages',
    'sync process sync-pages',
    'sync GET ',
  ]);
  expect(handled).toMatchObject({ kind: 'consumer' });
  expect(handled?.attributes).toMatchObject({
    'smarterfirms.sync_job.id': job.id,
    'smarterfirms.firm.id': firm.id,
    'smarterfirms.sync.entity': 'USERS',
  });
  expect(asked?.attributes).toMatchObject({
    'url.template': '/us/api/v4/users.json',
    'http.response.status_code': 200,
  });
  await chain(client, ['gateway mutation StartUsers', 'gateway gateway.plan']);
});

test('what an event sets going is part of the trace that it happened in, through the outbox and the topic', async () => {
  const owner = await signUpOwner(stack.urls);
  const client = clientSpan();
  const { createFirm } = await ask<{ createFirm: { ok: { firm: { id: string } } | null; error: unknown } }>({
    url: graphUrl(stack.urls),
    token: await owner.token(),
    query:
      'mutation OpenFirm($input: CreateFirmInput!) { createFirm(input: $input) { ok { firm { id } } error { message } } }',
    variables: {
      input: { name: 'Traced LLP', timeZone: 'America/Vancouver', currency: 'USD', idempotencyKey: randomUUID() },
    },
    headers: client.headers,
  });
  expectOk(createFirm);
  const command = [
    'gateway mutation OpenFirm',
    'gateway fetch accounts',
    'accounts mutation OpenFirm',
    'accounts Mutation.createFirm',
  ];
  const handled = await chain(client, [...command, 'accounts publish events', 'notify process notify-events']);
  expect(handled.at(-1)).toMatchObject({ kind: 'consumer' });
  // What Prisma asks of the database on the way, and the call from service to service.
  await chain(client, [...command, 'accounts INSERT']);
  await chain(client, [...command, 'accounts auth GrantOwnership', 'auth mutation GrantOwnership']);
});
