import type pg from 'pg';
import { hasActiveSpan, openSpan } from './span.ts';

const textLengthMax = 2_000;
const isAboutTransaction = /^\s*(begin|start transaction|commit|rollback|savepoint|release)\b/i;

type Send = (...parameters: unknown[]) => unknown;

/**
 * A span for every statement of a connection that is sent within one. Statements are told as they are written, with
 * placeholders: values travel beside them and are never told.
 */
export function traceStatements(connection: pg.PoolClient): void {
  const send = connection.query.bind(connection) as Send;
  const traced: Send = (...parameters) => {
    const text = textOf(parameters[0]);
    if (text === undefined || isAboutTransaction.test(text) || !hasActiveSpan()) return send(...parameters);
    const operation = /\w+/.exec(text)?.[0].toUpperCase() ?? 'statement';
    const span = openSpan(operation, {
      kind: 'client',
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        'db.query.text': text.slice(0, textLengthMax),
      },
    });
    const last = parameters.at(-1);
    if (typeof last === 'function') {
      const callback = last as Send;
      const ended: Send = (error, ...rest) => {
        span?.end(error ?? undefined);
        return callback(error, ...rest);
      };
      return send(...parameters.slice(0, -1), ended);
    }
    const sent = send(...parameters);
    if (sent instanceof Promise)
      sent.then(
        () => span?.end(),
        (error: unknown) => span?.end(error),
      );
    // What reports its end in another way, as a cursor does, is told as begun.
    else span?.end();
    return sent;
  };
  connection.query = traced as typeof connection.query;
}

/** Of a text, or of an object with one. */
function textOf(statement: unknown): string | undefined {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}
