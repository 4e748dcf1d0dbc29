import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Mutation, Query, Resolver } from 'type-graphql';
import { createCallSealCheck, createCallSealer, sealedHeaders } from './call-seal.ts';
import { newEvent } from './events.ts';
import { buildSubgraph } from './graph-schema.ts';
import { wantsTraces } from './is-tracing.ts';
import { createLog } from './log.ts';
import { KeepWebhooks, sendMessage } from './messages.ts';
import { insertOutboxSql, startOutboxPublisher } from './outbox.ts';
import { createPool, inTransaction, type Pool } from './postgres.ts';
import { createServiceTokenSigner, createServiceTokenVerifier, type ServiceTokenSigner } from './service-token.ts';
import { inSpan } from './span.ts';
import { startTracing, type Tracing } from './start-tracing.ts';
import { type RunningServer, serveSubgraph } from './subgraph-server.ts';
import { startTestAws, type TestAws } from './test-aws.ts';
import { type CollectedSpan, startTestCollector, type TestCollector } from './test-collector.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { inReceiveSpan, type TracedRecord } from './traced-messages.ts';

const secret = 'a-value-that-nobody-may-see';

let collector: TestCollector;
let tracing: Tracing;
let database: TestDatabase;
let pool: Pool;
let aws: TestAws;
let signer: ServiceTokenSigner;
const secrets = [randomBytes(32).toString('base64url')];
const seal = createCallSealer(secrets);
let server: RunningServer;
const lines: Record<string, unknown>[] = [];

@Resolver()
class WorkResolver {
  @Query(() => String)
  async look(): Promise<string> {
    const { rows } = await pool.query<{ found: string }>('select $1::text as found', [secret]);
    return rows[0]?.found ?? '';
  }

  /** As a command does: the event in the transaction, the message after it. */
  @Mutation(() => Boolean)
  async begin(): Promise<boolean> {
    await inTransaction(pool, async (connection) => {
      const event = newEvent('clio.connected', { firmId: 'firm_1', region: 'US' });
      await connection.query(insertOutboxSql, [event.id, event]);
    });
    await sendMessage(aws.sqs, aws.queueUrl, KeepWebhooks, { firmId: 'firm_1' });
    return true;
  }

  @Query(() => String)
  fails(): string {
    throw new Error(secret);
  }
}

beforeAll(async () => {
  collector = await startTestCollector();
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '50' });
  const log = createLog('works', 'info', { write: (line) => void lines.push(JSON.parse(line)) });
  tracing = await startTracing('works', log);
  database = await createTestDatabase({ service: 'works' });
  pool = createPool(database.ownerUrl);
  await pool.query(
    'create table outbox (id text primary key, event jsonb not null, created_at timestamptz not null default now())',
  );
  aws = await startTestAws();
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  signer = await createServiceTokenSigner('gateway', privateKey.export({ format: 'jwk' }));
  server = await serveSubgraph({
    name: 'works',
    subgraph: await buildSubgraph({ resolvers: [WorkResolver], references: {} }),
    verifier: createServiceTokenVerifier('works', {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kty: 'OKP', kid: 'gateway' }],
    }),
    checkSeal: createCallSealCheck(secrets),
    log,
    host: '127.0.0.1',
    port: 0,
    context: (request) => request,
    ready: async () => {},
  });
});

afterAll(async () => {
  await server.stop();
  await pool.end();
  await database[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
  await tracing.stop();
  await collector[Symbol.asyncDispose]();
});

/** Asks as the gateway does, as part of a trace. */
async function ask(query: string): Promise<{ traceId: string; spanId: string }> {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  const body = JSON.stringify({ query });
  const response = await fetch(server.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(await sealedHeaders({ signer, seal }, { audience: 'works', principal: undefined, body })),
      traceparent: `00-${traceId}-${spanId}-01`,
    },
    body,
  });
  await response.text();
  return { traceId, spanId };
}

/** The span of a trace by its name, when it has come. */
function span(traceId: string, name: string): Promise<CollectedSpan> {
  return collector.until((spans) => spans.find((one) => one.traceId === traceId && one.name === name));
}

/** Takes the one message of a queue, as Lambda hands it over. */
async function received(queueUrl: string): Promise<TracedRecord> {
  const { Messages: [message] = [] } = await aws.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MessageAttributeNames: ['All'], WaitTimeSeconds: 20 }),
  );
  aws.drain();
  return {
    messageId: message?.MessageId ?? '',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
    messageAttributes: Object.fromEntries(
      Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [
        name,
        { stringValue: StringValue },
      ]),
    ),
  };
}

test('a request is part of the trace of its caller, and its root fields and statements are parts of it', async () => {
  const { traceId, spanId } = await ask('query Look { look }');
  const request = await span(traceId, 'query Look');
  const field = await span(traceId, 'Query.look');
  const statement = await span(traceId, 'SELECT');
  expect(request).toMatchObject({ service: 'works', kind: 'server', parentSpanId: spanId, failed: false });
  expect(request.attributes).toMatchObject({ 'graphql.operation.type': 'query', 'http.response.status_code': 200 });
  expect(field.parentSpanId).toBe(request.spanId);
  expect(statement).toMatchObject({ kind: 'client', parentSpanId: field.spanId });
  expect(statement.attributes).toMatchObject({ 'db.query.text': 'select $1::text as found' });
});

test('no value of a statement and no message of an error is in what leaves', async () => {
  const { traceId } = await ask('query Fails { look fails }');
  const failed = await span(traceId, 'Query.fails');
  expect(failed).toMatchObject({ failed: true, attributes: { 'error.type': 'Error' } });
  expect((await span(traceId, 'query Fails')).attributes['smarterfirms.error.codes']).toEqual([
    'INTERNAL_SERVER_ERROR',
  ]);
  expect(collector.bodies.join()).not.toContain(secret);
});

test('a log line names the trace that it was written in', async () => {
  const { traceId } = await ask('{ fails }');
  expect(lines.find((line) => line['traceId'] === traceId)).toMatchObject({
    msg: 'a resolver failed',
    spanId: expect.any(String),
  });
});

test('what a message asks for is part of the trace of who sent it', async () => {
  const { traceId } = await ask('mutation Begin { begin }');
  const record = await received(aws.queueUrl);
  inReceiveSpan(record, () => undefined);
  const sent = await span(traceId, 'send work');
  expect(sent).toMatchObject({ kind: 'producer', parentSpanId: (await span(traceId, 'Mutation.begin')).spanId });
  const processed = await span(traceId, 'process work');
  expect(processed).toMatchObject({ kind: 'consumer', parentSpanId: sent.spanId });
  expect(processed.attributes).toMatchObject({
    'messaging.system': 'aws_sqs',
    'messaging.destination.name': 'work',
    'messaging.message.id': record.messageId,
  });
});

test('a message that goes on with a work begins a trace of its own, linked to the one before', async () => {
  const sender = await inSpan('page', { parent: null }, async (page) => {
    await sendMessage(aws.sqs, aws.queueUrl, KeepWebhooks, { firmId: 'firm_1' }, { continues: true });
    return page?.traceparent;
  });
  const [, traceId = ''] = sender?.split('-') ?? [];
  let next = '';
  const record = await received(aws.queueUrl);
  inReceiveSpan(record, () => inSpan('next', {}, (inner) => (next = inner?.traceparent ?? '')));
  const sent = await span(traceId, 'send work');
  const [, nextTraceId = ''] = next.split('-');
  expect(nextTraceId).not.toBe(traceId);
  expect(await span(nextTraceId, 'process work')).toMatchObject({
    parentSpanId: '',
    links: [{ traceId, spanId: sent.spanId }],
  });
});

test('an event that waited in the outbox is part of the trace in which it happened', async () => {
  const { traceId } = await ask('mutation Later { begin }');
  // Published by somebody who knows nothing of the request but the row.
  const publisher = startOutboxPublisher({
    pool,
    sns: aws.sns,
    topicArn: aws.topicArn,
    log: createLog('publisher', 'fatal'),
  });
  const published = await span(traceId, 'publish events');
  await publisher.stop();
  const event = aws.events().find(({ traceparent }) => traceparent?.includes(traceId));
  expect(event?.traceparent).toBe(`00-${traceId}-${published.spanId}-01`);
  expect(published).toMatchObject({ kind: 'producer', parentSpanId: (await span(traceId, 'Mutation.begin')).spanId });
});

test('a statement in the background, with nobody who asked for it, is no trace', async () => {
  await pool.query("select 'background'");
  await tracing.flush();
  expect(collector.bodies.join()).not.toContain('background');
});

test.each([
  [{}, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' }, true],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
  [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, false],
  [{ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, false],
])('the variables %j mean tracing: %p', (env, expected) => {
  expect(wantsTraces(env)).toBe(expected);
});

/** In a process of its own: which files of OpenTelemetry a service loads, and what its calls and messages carry. */
async function observedProcess(env: Record<string, string>) {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const { createLog } = await import('./log.ts');
    const { startTracing } = await import('./start-tracing.ts');
    const { sendMessage, KeepWebhooks } = await import('./messages.ts');
    const { inSpan } = await import('./span.ts');
    const { traceHeaders } = await import('./trace-context.ts');
    const lines = [];
    const log = createLog('x', 'info', { write: (line) => lines.push(line) });
    await startTracing('x', log);
    const sent = [];
    const headers = await inSpan('work', {}, async () => {
      log.info('here');
      await sendMessage({ send: async ({ input }) => void sent.push(input) }, 'http://q/1/work', KeepWebhooks, { firmId: 'f' });
      return traceHeaders();
    });
    console.log(JSON.stringify({
      sdk: loaded.some((url) => /opentelemetry\\/(sdk|exporter|otlp|resources)/.test(url)),
      headers: Object.keys(headers),
      attributes: Object.keys(sent[0].MessageAttributes ?? {}),
      line: Object.keys(JSON.parse(lines[0])),
    }));
    process.exit(0);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env,
  });
  return JSON.parse(stdout) as { sdk: boolean; headers: string[]; attributes: string[]; line: string[] };
}

test('without the variables no SDK is loaded, and nothing is added to calls, messages and log lines', async () => {
  const off = await observedProcess({});
  expect(off).toMatchObject({ sdk: false, headers: [], attributes: [] });
  expect(off.line).not.toContain('traceId');
  const on = await observedProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  expect(on).toMatchObject({ sdk: true, headers: ['traceparent'], attributes: ['traceparent'] });
  expect(on.line).toContain('traceId');
});
