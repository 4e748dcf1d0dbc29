import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { isTracing } from './is-tracing.ts';
import { contextOf, traceparentOf } from './trace-context.ts';

export interface SpanSetting {
  kind?: 'server' | 'client' | 'producer' | 'consumer';
  /** By the names of OpenTelemetry's semantic conventions where there is one. Never personal data, secrets or values of a request. */
  attributes?: Attributes;
  /** `traceparent` of what this continues; `null` begins a trace; the active span by default. */
  parent?: string | null | undefined;
  /** `traceparent` of what it has to do with but is no part of. */
  link?: string | undefined;
}

/** A span under way. */
export interface OpenSpan {
  readonly traceparent: string;
  set(attributes: Attributes): void;
  rename(name: string): void;
  /** Runs the work with this span as the active one. */
  within<Result>(work: () => Result): Result;
  /** Marks it as failed. @param failure what went wrong: an error, or its code */
  fail(failure: unknown): void;
  /** @param failure marks it as failed before */
  end(failure?: unknown): void;
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** Begins a span that the caller ends; undefined without tracing. */
export function openSpan(name: string, { kind, attributes, parent, link }: SpanSetting = {}): OpenSpan | undefined {
  if (!isTracing()) return undefined;
  const parentContext = parent === undefined ? context.active() : contextOf(parent ?? undefined);
  const linked = link === undefined ? undefined : trace.getSpanContext(contextOf(link));
  const span = trace.getTracer('smarterfirms').startSpan(
    name,
    {
      kind: kind ? kinds[kind] : SpanKind.INTERNAL,
      ...(attributes ? { attributes } : {}),
      ...(linked ? { links: [{ context: linked }] } : {}),
    },
    parentContext,
  );
  const spanContext = trace.setSpan(parentContext, span);
  return {
    traceparent: traceparentOf(span.spanContext()),
    set: (more) => void span.setAttributes(more),
    rename: (better) => void span.updateName(better),
    within: (work) => context.with(spanContext, work),
    fail: (failure) => failSpan(span, failure),
    end: (failure) => {
      if (failure !== undefined) failSpan(span, failure);
      span.end();
    },
  };
}

/** Runs the work in a span of its own, which ends with it, as failed where it throws. Without tracing it just runs. */
export function inSpan<Result>(
  name: string,
  setting: SpanSetting,
  work: (span: OpenSpan | undefined) => Result,
): Result {
  const span = openSpan(name, setting);
  if (!span) return work(undefined);
  try {
    const result = span.within(() => work(span));
    if (!isThenable(result)) {
      span.end();
      return result;
    }
    // Within the span as well: a query of Prisma's begins only when somebody waits for it.
    return span.within(() =>
      result.then(
        (value: unknown) => {
          span.end();
          return value;
        },
        (error: unknown) => {
          span.end(error ?? 'unknown');
          throw error;
        },
      ),
    ) as Result;
  } catch (error) {
    span.end(error ?? 'unknown');
    throw error;
  }
}

/** Whether there is a span that others can be part of. What runs in the background by itself is not worth a trace. */
export function hasActiveSpan(): boolean {
  return isTracing() && trace.getActiveSpan() !== undefined;
}

/** Adds to the active span, where there is one. */
export function annotateSpan(attributes: Attributes): void {
  if (isTracing()) trace.getActiveSpan()?.setAttributes(attributes);
}

/** Names the active span anew, when what it is about has been found out. */
export function renameSpan(name: string): void {
  if (isTracing()) trace.getActiveSpan()?.updateName(name);
}

/** An error is told by its kind alone: its message may quote what must not leave. */
function failSpan(span: Span, failure: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', kindOf(failure));
}

function kindOf(failure: unknown): string {
  if (typeof failure === 'string') return failure;
  if (!(failure instanceof Error)) return 'unknown';
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.name;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
