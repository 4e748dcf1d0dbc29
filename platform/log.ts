import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * One JSON line per event on standard output, named after the service.
 *
 * Secrets never belong in a log line; the paths below are a second wall for request headers and token fields that slip in.
 */
export function createLog(service: string, level = 'info'): Log {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.token',
        '*.accessToken',
        '*.refreshToken',
        '*.sessionToken',
      ],
      censor: '[redacted]',
    },
  });
}
