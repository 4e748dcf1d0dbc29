import { type Logger, pino } from 'pino';
import { isTracing } from './is-tracing.ts';
import { redacted } from './redact.ts';
import { activeSpanIds } from './trace-context.ts';

export type Log = Logger;

/**
 * One JSON line per event on standard output, named after the service.
 *
 * Secrets never belong in a log line; replacing values by their names, at any depth, is a second wall for request headers
 * and tokens that slip in, for example inside the error of an HTTP client. What a child log is bound to is written as it
 * is: bind ids, nothing else. While the process traces, a line names the span that it was written in.
 *
 * @param destination where lines go instead, for tests
 */
export function createLog(
  service: string,
  level = 'info',
  destination: { write(line: string): void } = pino.destination(1),
): Log {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redacted },
      ...(isTracing() ? { mixin: activeSpanIds } : {}),
      // Errors become plain objects here, after the formatter has run: their own fields are redacted now.
      serializers: { err: (error: Error) => redacted({ ...pino.stdSerializers.err(error) }) },
    },
    destination,
  );
}

/**
 * Standard output for a service that writes a line per request: lines leave in blocks, after a quarter of a second at the
 * latest, and with whatever ends the process but SIGKILL. A write for each line costs as much as a small request.
 */
export function bufferedOutput(): { write(line: string): void } {
  const output = pino.destination({ dest: 1, minLength: 8_192, sync: true, periodicFlush: 250 });
  process.on('exit', () => output.flushSync());
  return output;
}
