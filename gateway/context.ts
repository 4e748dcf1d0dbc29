import type { ClientOrigin } from '@smarterfirms/platform/client-origin';
import type { Log } from '@smarterfirms/platform/log';
import type { Principal } from '@smarterfirms/platform/principal';
import type { Cancellation } from './cancellation.ts';

/** What belongs to one operation of one client, over HTTP and over WebSocket alike. */
export interface OperationContext {
  /** Undefined for an anonymous client. */
  principal: Principal | undefined;
  requestId: string;
  /** The person's machine, as far as known: auth limits guessing by it and lists sessions with it. */
  client: ClientOrigin;
  /** Lines are to name the request id. */
  log: Log;
  /** Aborts fetches that nobody waits for any more; undefined where work must not be cut short. */
  cancellation?: Cancellation | undefined;
  /** As the client sent it, where the endpoint takes one: a mutation with it runs once. */
  idempotencyKey?: string | undefined;
  /** Told when a mutation begins to be written to a subgraph: from then on it may have happened. */
  mutationSent?: (() => void) | undefined;
  /**
   * In plain mode only (plain/): the client's headers that go on to subgraphs as they are. Whoever is served so sees errors
   * as subgraphs sent them.
   */
  passedHeaders?: Record<string, string> | undefined;
}
