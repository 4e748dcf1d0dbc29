import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type SpanContext,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { isTracing } from './is-tracing.ts';

/** W3C Trace Context, level 1: version, trace, span, and whether it is sampled. */
export function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags & TraceFlags.SAMPLED ? '01' : '00'}`;
}

/** Of the span that is active here; undefined without one, and without tracing. */
export function activeTraceparent(): string | undefined {
  const span = isTracing() ? trace.getActiveSpan() : undefined;
  return span && traceparentOf(span.spanContext());
}

/** What a call to a service of ours carries so that its spans are part of this trace. Never for anybody else's service. */
export function traceHeaders(): Record<string, string> {
  const traceparent = activeTraceparent();
  return traceparent ? { traceparent } : {};
}

/** The span that a `traceparent` names, as a context to continue; the root where it is none. */
export function contextOf(traceparent: string | undefined): Context {
  return traceparent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
}

/** For log lines, so that a line leads to its trace and a span to its lines. */
export function activeSpanIds(): { traceId?: string; spanId?: string } {
  const span = trace.getSpanContext(context.active());
  return span ? { traceId: span.traceId, spanId: span.spanId } : {};
}
