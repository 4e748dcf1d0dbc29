import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RegionName } from '../region.ts';

/** One request on its way to its answer. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  /** Without region prefix and query. */
  path: string;
  /** With its question mark, or empty. */
  search: string;
}

/** A request to one of the four logical Clio hosts. */
export interface ClioExchange extends Exchange {
  region: RegionName;
  /** What every link to this host starts with. */
  base: string;
}

export interface Reply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** Instead of `body`: parts of one that is too long to hold at once. */
  parts?: Iterable<string> | AsyncIterable<Buffer>;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body: JSON.stringify(value), headers: { ...jsonType, ...headers } };
}

export function html(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } };
}

export const jsonType = { 'Content-Type': 'application/json; charset=utf-8' };
