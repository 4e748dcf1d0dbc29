import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { IContextualizedStats } from '@apollo/usage-reporting-protobuf';
import { usageReportingSignature } from '@apollo/utils.usagereporting';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { eventually } from '../testing/eventually.ts';
import { ownFirm, startTestGraph, type TestGraph } from '../testing/test-graph.ts';
import { callSealSecret, ed25519, person } from '../testing/test-keys.ts';
import { startUsageReceiver, type UsageReceiver } from '../testing/usage-receiver.ts';
import { DurationHistogram } from './duration-histogram.ts';

let receiver: UsageReceiver;
let graph: TestGraph;
let token: string;

beforeAll(async () => {
  receiver = await startUsageReceiver();
  graph = await startTestGraph({
    usageReports: { key: 'service:test:secret', graphRef: 'test@current', url: receiver.url, intervalMs: 50 },
  });
  token = await graph.token(person(['firm:read'], ownFirm));
});

afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

/** What was reported of the operations whose key begins so, when it has come: one request each in these tests. */
const reported = (key: string) =>
  receiver.until((reports) => {
    for (const { header, tracesPerQuery, operationCount } of reports)
      for (const [name, { statsWithContext, referencedFieldsByType }] of Object.entries(tracesPerQuery)) {
        // Decoded lists are arrays; the type is that of what may be encoded.
        const [stats] = (statsWithContext ?? []) as IContextualizedStats[];
        if (name.startsWith(key) && stats)
          return {
            name,
            header,
            operationCount,
            referencedFieldsByType,
            context: stats.context,
            stats: stats.queryLatencyStats,
          };
      }
    return undefined;
  });

test('an operation is reported by its signature, with the fields that it uses and who sent it', async () => {
  const query = `query FirmName { it: firm(id: "${ownFirm}") { name clock } }`;
  await graph.post(query, {
    token,
    headers: { 'apollographql-client-name': 'ledger', 'apollographql-client-version': '1.2' },
  });
  const { name, header, referencedFieldsByType, context, stats, operationCount } = await reported('# FirmName');
  expect(name).toBe(`# FirmName\n${usageReportingSignature(parse(query), 'FirmName')}`);
  expect(name).toContain('firm(id:"")');
  expect(header).toMatchObject({
    graphRef: 'test@current',
    executableSchemaId: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(operationCount).toBeGreaterThanOrEqual(1);
  expect(referencedFieldsByType).toMatchObject({
    Query: { fieldNames: ['firm'] },
    Firm: { fieldNames: ['name', 'clock'] },
  });
  expect(context).toMatchObject({ clientName: 'ledger', clientVersion: '1.2' });
  expect(stats).toMatchObject({ requestCount: 1, requestsWithErrorsCount: 0 });
  // One request, in one bucket after so many empty ones.
  const [empty = 0, count] = (stats?.latencyCount ?? []) as number[];
  expect([empty < -1, count]).toEqual([true, 1]);
  expect(receiver.attempts[0]).toMatchObject({ 'x-api-key': 'service:test:secret', 'content-encoding': 'gzip' });
});

test('no literal, variable, header or token is in a report', async () => {
  const query = 'query Secrets($filter: Nested) { search(filter: $filter) again: search(ids: ["a-literal"]) }';
  await graph.post(query, {
    token,
    variables: { filter: { text: 'a-variable' } },
    headers: { 'x-something': 'a-header' },
  });
  await reported('# Secrets');
  for (const secret of ['a-literal', 'a-variable', 'a-header', token, ownFirm])
    expect(receiver.text()).not.toContain(secret);
});

test('an error is counted at the field that it struck', async () => {
  await graph.post('query Fails { fails plans { code } }');
  const { stats } = await reported('# Fails');
  expect(stats?.requestsWithErrorsCount).toBe(1);
  expect(stats?.rootErrorStats).toMatchObject({
    errorsCount: 0,
    children: { fails: { errorsCount: 1, requestsWithErrorsCount: 1 } },
  });
  expect(receiver.text()).not.toContain('ECONNREFUSED 10.1.1.1');
});

test.each([
  ['## GraphQLParseFailure\n', '{ not graphql'],
  ['## GraphQLValidationFailure\n', '{ nothing }'],
  ['## GraphQLUnknownOperationName\n', 'query A { plans { code } } query B { plans { code } }'],
])('what cannot be run is counted as %j without its text', async (key, query) => {
  await graph.post(query);
  const { stats, name, referencedFieldsByType } = await reported(key);
  expect([name, Number(stats?.requestCount), referencedFieldsByType]).toEqual([key, 1, {}]);
});

test('an operation on a socket is reported, too, and how long a stream was open is no duration', async () => {
  const client = graph.socket(await graph.token(person(['sync:read'], ownFirm)));
  const stop = client.subscribe(
    { query: 'subscription Watch { progress(jobId: "job_1") { percent } }' },
    { next: () => undefined, error: () => undefined, complete: () => undefined },
  );
  await eventually(
    () => graph.jobs.listeners,
    (now) => now === 1,
  );
  stop();
  const { stats } = await reported('# Watch');
  expect([stats?.requestCount, stats?.latencyCount]).toEqual([1, []]);
});

test('a report that Apollo could not take is sent again, and one that it refuses is not', async () => {
  const before = receiver.attempts.length;
  receiver.answerNext(503, 503);
  await graph.post('query Later { plans { code } }');
  await reported('# Later');
  expect(receiver.attempts.length - before).toBeGreaterThanOrEqual(3);
  receiver.answerNext(400);
  await graph.post('query Refused { plans { code } }');
  await eventually(
    () => graph.logLines.filter(({ msg }) => msg === 'a usage report was lost').length,
    (lost) => lost === 1,
  );
  await graph.post('query Next { plans { code } }');
  await reported('# Next');
  expect(receiver.reports.some(({ tracesPerQuery }) => Object.keys(tracesPerQuery).join().includes('Refused'))).toBe(
    false,
  );
});

test('what was not reported yet goes out when the gateway stops', async () => {
  await using other = await startTestGraph({
    usageReports: { key: 'service:test:secret', graphRef: 'test@current', url: receiver.url, intervalMs: 3_600_000 },
  });
  await other.post('query Last { plans { code } }');
  await eventually(
    () => other.logLines.some(({ operationName }) => operationName === 'Last'),
    (logged) => logged,
  );
  await other.gateway.stop();
  expect((await reported('# Last')).stats?.requestCount).toBe(1);
});

test.each([
  ['APOLLO_KEY', 'service:test:secret'],
  ['APOLLO_GRAPH_REF', 'test@current'],
])('a gateway with %s alone does not start', async (name, value) => {
  const env = {
    PORT: '0',
    SUBGRAPH_URLS: '{}',
    SIGNING_KEY: JSON.stringify(ed25519('gateway').private),
    CALL_SEAL_SECRET: callSealSecret,
    JWKS_URL: 'http://127.0.0.1:9/jwks.json',
    ACCESS_TOKEN_ISSUER: 'http://127.0.0.1',
    WEB_ORIGIN: 'http://127.0.0.1',
    [name]: value,
  };
  const program = fileURLToPath(new URL('../dist/server.js', import.meta.url));
  const ended = await new Promise<{ code: unknown; output: string }>((resolve) => {
    execFile(process.execPath, [program], { env }, (error, _stdout, output) => resolve({ code: error?.code, output }));
  });
  expect(ended).toEqual({ code: 1, output: expect.stringContaining('expected together with APOLLO_KEY') });
});

test('durations are counted in the buckets of the protocol', () => {
  const histogram = new DurationHistogram();
  for (const ms of [0, 0.0005, 0.001, 0.0011, 0.00122, 1_000, 1e14]) histogram.add(ms);
  // Buckets 0, 1 and 3; a second is in bucket 145; what is too long for any is in the last.
  expect(histogram.encoded()).toEqual([3, 1, 0, 1, -141, 1, -237, 1]);
});
