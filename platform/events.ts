import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { z } from 'zod';
import { roles } from './access.ts';
import { newId } from './ids.ts';
import { inSpan } from './span.ts';
import { activeTraceparent } from './trace-context.ts';

const instant = z.iso.datetime({ offset: true });
const profile = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
});

/** Every event that crosses a service's border: its name and its schema, parsed on send and on receive. */
export const eventSchemas = {
  'user.registered': profile,
  'user.updated': profile,
  'membership.granted': z.object({
    membershipId: z.string(),
    firmId: z.string(),
    userId: z.string(),
    role: z.enum(roles),
  }),
  'firm.created': z.object({
    firmId: z.string(),
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    ownerUserId: z.string(),
  }),
  'firm.updated': z.object({ firmId: z.string(), name: z.string(), timeZone: z.string(), currency: z.string() }),
  /** What a firm's plan is now, and what follows from it for others. */
  'subscription.changed': z.object({
    firmId: z.string(),
    planCode: z.string(),
    syncIntervalMinutes: z.number().int().positive(),
  }),
  'clio.connected': z.object({ firmId: z.string(), region: z.string() }),
  'clio.disconnected': z.object({ firmId: z.string(), keepData: z.boolean() }),
  /** A firm's webhooks cannot be registered or renewed: its changes come by polling only. */
  'clio.webhooks_failing': z.object({
    firmId: z.string(),
    failures: z.array(z.object({ model: z.string(), reason: z.string() })),
  }),
  'connection.needs_attention': z.object({ firmId: z.string(), reason: z.string() }),
  'sync.completed': z.object({
    firmId: z.string(),
    jobId: z.string(),
    kind: z.string(),
    requestedByUserId: z.string().optional(),
    startedAt: instant,
    finishedAt: instant,
    entities: z.array(
      z.object({
        type: z.string(),
        fetched: z.number().int(),
        inserted: z.number().int(),
        changed: z.number().int(),
        unchanged: z.number().int(),
      }),
    ),
  }),
  'sync.failed': z.object({ firmId: z.string(), jobId: z.string(), code: z.string(), message: z.string() }),
  /** The copy of some kinds of records is older than two intervals of the firm's plan, or never was complete, whatever the last sync said. */
  'sync.stale': z.object({
    firmId: z.string(),
    intervalMinutes: z.number().int().positive(),
    /** Only those that were not told of before; without `asOf` a kind never was complete. */
    entities: z.array(z.object({ type: z.string(), asOf: instant.optional() })),
  }),
  /** A message that failed again and again lies in the dead-letter queue: an operator's alarm. */
  'sync.dead_lettered': z.object({
    messageId: z.string(),
    /** The dead-letter queue that it lies in. */
    queue: z.string(),
    firmId: z.string().optional(),
    jobId: z.string().optional(),
    entity: z.string().optional(),
    /** What the message asked for, or that it could not be read. */
    kind: z.string(),
  }),
} as const;

export type EventType = keyof typeof eventSchemas;
export type EventPayload<Type extends EventType> = z.infer<(typeof eventSchemas)[Type]>;
export type DomainEvent = {
  [Type in EventType]: {
    id: string;
    type: Type;
    occurredAt: string;
    payload: EventPayload<Type>;
    /**
     * The span in which it happened, as in the distributed tracing extension of CloudEvents; only of a process that traces. It
     * lies in the outbox with the event, so that what follows is part of the trace however late it is published.
     */
    traceparent?: string;
  };
}[EventType];
export type EventOf<Type extends EventType> = Extract<DomainEvent, { type: Type }>;

const envelope = z.object({
  id: z.string(),
  type: z.enum(Object.keys(eventSchemas) as [EventType, ...EventType[]]),
  occurredAt: instant,
  payload: z.unknown(),
  traceparent: z.string().max(100).optional(),
});

/** A new event. Its id is what consumers use to handle a repeated delivery once. Throws when the payload has the wrong shape. */
export function newEvent<Type extends EventType>(
  type: Type,
  payload: EventPayload<Type>,
  now = new Date(),
): EventOf<Type> {
  const traceparent = activeTraceparent();
  const event = parseEvent({
    id: newId('event', now.getTime()),
    type,
    occurredAt: now.toISOString(),
    payload,
    ...(traceparent ? { traceparent } : {}),
  });
  return event as EventOf<Type>;
}

/** An event from JSON that was written by another service. Throws a ZodError that names what is wrong. */
export function parseEvent(value: unknown): DomainEvent {
  const { payload, ...head } = envelope.parse(value);
  return { ...head, payload: eventSchemas[head.type].parse(payload) } as DomainEvent;
}

/** The event inside the body of an SQS record that an SNS subscription wrote. */
export function parseSnsBody(body: string): DomainEvent {
  const { Message } = z.object({ Message: z.string() }).parse(JSON.parse(body));
  return parseEvent(JSON.parse(Message));
}

/**
 * Publishes to the topic; the type is also a message attribute so that subscriptions can filter. Throws when the topic has
 * not answered within `timeoutMs`, retries included: the AWS client by itself waits for ever.
 */
export async function publishEvent(
  sns: SNSClient,
  topicArn: string,
  event: DomainEvent,
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): Promise<void> {
  const topic = topicArn.split(':').at(-1) ?? '';
  const setting = {
    kind: 'producer',
    parent: event.traceparent,
    attributes: {
      'messaging.system': 'aws.sns',
      'messaging.operation.type': 'send',
      'messaging.operation.name': 'publish',
      'messaging.destination.name': topic,
      'smarterfirms.event.type': event.type,
      'smarterfirms.event.id': event.id,
    },
  } as const;
  await inSpan(`publish ${topic}`, setting, (span) =>
    sns.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify(span ? { ...event, traceparent: span.traceparent } : event),
        MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
      }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    ),
  );
}
