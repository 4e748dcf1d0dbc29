import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SteppedClock } from '../clock.ts';
import type { Reply } from './exchange.ts';
import { pause } from './pause.ts';

/** How an answer is to be spoiled on its way. */
export interface Spoiling {
  /** Half of the body, with a length that promises no more: the JSON breaks off, not the connection. */
  truncated?: boolean;
  /** Half of the body, then the connection ends. */
  cutOff?: boolean;
  wrongType?: boolean;
  /** The body in pieces, with this pause before each. */
  pauseMs?: number;
}

const pieces = 10;

export function send(response: ServerResponse, reply: Reply, clock: SteppedClock, spoiling: Spoiling = {}): void {
  const { status, headers, body, parts } = reply;
  response.sendDate = false;
  response.statusCode = status;
  response.setHeader('Date', new Date(clock.now() + clock.skewSeconds * 1000).toUTCString());
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (spoiling.wrongType) response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (parts) {
    // A reader that goes away ends the pipeline with an error that concerns nobody.
    pipeline(spoiling.cutOff ? cutOff(Readable.from(parts)) : Readable.from(parts), response).catch(() => undefined);
    return;
  }
  const whole = typeof body === 'string' || body === undefined ? Buffer.from(body ?? '') : body;
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const bytes = spoiling.truncated ? half : whole;
  if (status !== 304 && status !== 204) response.setHeader('Content-Length', bytes.length);
  if (spoiling.cutOff) {
    // Once the half has left; before that nothing of it would arrive.
    response.flushHeaders();
    response.write(half, () => response.destroy());
  } else if (spoiling.pauseMs !== undefined) {
    pipeline(Readable.from(dribble(bytes, spoiling.pauseMs, response)), response).catch(() => undefined);
  } else {
    response.end(bytes);
  }
}

async function* dribble(bytes: Buffer, pauseMs: number, response: ServerResponse): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let at = 0; at < bytes.length; at += size) {
    await pause(pauseMs, response);
    yield bytes.subarray(at, at + size);
  }
}

async function* cutOff(parts: Readable): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    yield part;
    throw new Error('The connection is to end here');
  }
}
