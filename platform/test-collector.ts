import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** A span as it came, with what is of interest to tests. */
export interface CollectedSpan {
  service: string;
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  traceId: string;
  spanId: string;
  /** Empty for a root. */
  parentSpanId: string;
  attributes: Record<string, unknown>;
  /** Of the spans that it is linked to. */
  links: { traceId: string; spanId: string }[];
  failed: boolean;
}

export interface TestCollector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: readonly CollectedSpan[];
  /** Bodies as they came, for looking for what must not be in them. */
  bodies: readonly string[];
  /** Resolves with the first answer that is not undefined; asked whenever spans have come. */
  until<Found>(find: (spans: readonly CollectedSpan[]) => Found | undefined): Promise<Found>;
  [Symbol.asyncDispose](): Promise<void>;
}

const kinds = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;

const value = z
  .object({
    stringValue: z.string(),
    intValue: z.union([z.number(), z.string()]).transform(Number),
    doubleValue: z.number(),
    boolValue: z.boolean(),
    arrayValue: z.object({ values: z.array(z.record(z.string(), z.unknown())) }),
  })
  .partial();
const attributes = z.array(z.object({ key: z.string(), value })).transform(plain);

/** ExportTraceServiceRequest of OTLP 1.x in its JSON form: ids in hexadecimal, enumerations as numbers. */
const traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string().length(32),
              spanId: z.string().length(16),
              parentSpanId: z.string().default(''),
              name: z.string(),
              kind: z.number(),
              attributes,
              links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
              status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
            }),
          ),
        }),
      ),
    }),
  ),
});

/**
 * A collector for tests: takes OTLP in JSON over HTTP and keeps what came. `GET /traces/<id>` answers the spans of a trace, for
 * a test in another process.
 */
export async function startTestCollector(): Promise<TestCollector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const [, traceId] = /^\/traces\/([0-9a-f]{32})$/.exec(request.url ?? '') ?? [];
    if (traceId) {
      response.end(JSON.stringify(spans.filter((span) => span.traceId === traceId)));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const parsed = request.url === '/v1/traces' ? traces.safeParse(JSON.parse(body)) : undefined;
      if (!parsed?.success) {
        response.writeHead(400).end(String(parsed?.error ?? request.url));
        return;
      }
      bodies.push(body);
      spans.push(...spansOf(parsed.data));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      for (const ask of waiting) ask();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    until: (find) =>
      new Promise((resolve) => {
        const ask = () => {
          const found = find(spans);
          if (found === undefined) return;
          waiting.delete(ask);
          resolve(found);
        };
        waiting.add(ask);
        ask();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function spansOf({ resourceSpans }: z.output<typeof traces>): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ kind, status, ...span }) => ({
        ...span,
        service: String(resource.attributes['service.name']),
        kind: kinds[kind] ?? 'internal',
        failed: status.code === 2,
      })),
    ),
  );
}

function plain(list: readonly { key: string; value: z.output<typeof value> }[]): Record<string, unknown> {
  return Object.fromEntries(
    list.map(({ key, value: { arrayValue, ...one } }) => [
      key,
      arrayValue ? arrayValue.values.flatMap((element) => Object.values(element)) : Object.values(one)[0],
    ]),
  );
}
