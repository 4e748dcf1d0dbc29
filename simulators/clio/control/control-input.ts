import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/body.ts';

/** What a control request asks for is wrong; the message says what was expected. */
export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Body = Readonly<Record<string, unknown>>;

export async function readObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(await readBody(request));
  } catch {
    throw new ControlError(400, 'The body must be JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'The body must be a JSON object');
  }
  return value as Record<string, unknown>;
}

export function numberIn(body: Body, name: string, least: number, most: number): number {
  const value = body[name];
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw new ControlError(400, `${name} must be a number from ${least} to ${most}`);
  }
  return value;
}

export function optionalText(body: Body, name: string): string | null {
  const value = body[name] ?? null;
  if (value !== null && typeof value !== 'string') throw new ControlError(400, `${name} must be a text`);
  return value || null;
}

export function booleanIn(body: Body, name: string): boolean {
  const value = body[name];
  if (typeof value !== 'boolean') throw new ControlError(400, `${name} must be true or false`);
  return value;
}

/** Undefined where the parameter was not given. */
export function wholeNumber(params: URLSearchParams, name: string): number | undefined {
  const text = params.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new ControlError(400, `${name} must be a whole number`);
  return Number(text);
}

const waitMaxSeconds = 120;

/** How long a request that waits may do so: `timeout`, in seconds, 10 unless given. */
export function waitMsOf(params: URLSearchParams): number {
  const seconds = Number(params.get('timeout') ?? 10);
  if (seconds > 0 && seconds <= waitMaxSeconds) return seconds * 1000;
  throw new ControlError(400, `timeout must be a number of seconds up to ${waitMaxSeconds}`);
}
