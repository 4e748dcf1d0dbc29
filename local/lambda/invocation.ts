/** What the mapper sends to an execution environment. */
export interface Invocation {
  event: unknown;
  requestId: string;
  functionName: string;
  arn: string;
  /** When the function's time is over, in milliseconds since the epoch. */
  deadlineMs: number;
}

/** What comes back: once `ready`, then one outcome per invocation. */
export type Outcome =
  | { ready: true }
  | { requestId: string; ok: true; answer: unknown }
  | { requestId: string; ok: false; error: string };
