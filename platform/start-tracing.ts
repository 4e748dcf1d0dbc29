import { setTimeout as delay } from 'node:timers/promises';
import { isTracing } from './is-tracing.ts';
import type { Log } from './log.ts';

export interface Tracing {
  /** Sends what has been recorded. A collector that does not answer is waited for two seconds at most. Never throws. */
  flush(): Promise<void>;
  /** The same, for the end of the process. */
  stop(): Promise<void>;
}

const flushWithinMs = 2_000;
const off: Tracing = { flush: async () => {}, stop: async () => {} };

/**
 * Sends this process's spans to a collector, where OpenTelemetry's variables name one; else does nothing and loads nothing.
 * Throws when they ask for what is not here.
 *
 * @param service its name in traces, as in logs
 */
export async function startTracing(service: string, log: Log): Promise<Tracing> {
  const { OTEL_TRACES_EXPORTER: exporter, OTEL_EXPORTER_OTLP_PROTOCOL: protocol } = process.env;
  if (exporter !== undefined && !['', 'otlp', 'none'].includes(exporter))
    throw new Error(`OTEL_TRACES_EXPORTER is "${exporter}"; expected "otlp" or "none".`);
  if (!isTracing()) return off;
  if (protocol === 'grpc')
    throw new Error(
      'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"; spans are sent as JSON over HTTP, to port 4318 by default.',
    );
  const { registerExporter } = await import('./trace-exporter.ts');
  const provider = registerExporter(service, (reason) => log.warn({ reason }, 'tracing'));
  const within = async (work: Promise<void>): Promise<void> => {
    const late = new AbortController();
    const ended = work.catch((error: unknown) => log.warn({ err: error }, 'spans could not be sent'));
    await Promise.race([ended, delay(flushWithinMs, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
  };
  return { flush: () => within(provider.forceFlush()), stop: () => within(provider.shutdown()) };
}
