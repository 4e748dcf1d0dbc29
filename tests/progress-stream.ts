import { createClient, type ExecutionResult } from 'graphql-ws';
import WebSocket from 'ws';
import { graphUrl } from './graph-client.ts';
import type { RunningStack } from './running-stack.ts';

export interface ProgressEvent {
  data?: {
    syncProgress: { id: string; status: string; version: number; percent: number | null; firm: { name: string } };
  } | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

const subscription = `subscription ($jobId: ID!) {
  syncProgress(jobId: $jobId) { id status version percent entities { type fetched total } firm { name } }
}`;

/** The events of a job's progress as a client of the gateway receives them, until the stream ends or the consumer stops. */
export async function* watchProgress(stack: RunningStack, token: string, jobId: string): AsyncGenerator<ProgressEvent> {
  const client = createClient({
    url: graphUrl(stack.urls).replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  try {
    for await (const event of client.iterate({ query: subscription, variables: { jobId } }))
      yield event as ExecutionResult as ProgressEvent;
  } finally {
    await client.dispose();
  }
}

/** The first event, or the errors with which the gateway refused the operation. */
export async function firstEventOf(stack: RunningStack, token: string, jobId: string): Promise<ProgressEvent> {
  try {
    for await (const event of watchProgress(stack, token, jobId)) return event;
  } catch (error) {
    if (Array.isArray(error)) return { errors: error };
    throw error;
  }
  throw new Error('the stream ended without an event');
}
