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
