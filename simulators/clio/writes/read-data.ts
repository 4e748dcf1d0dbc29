import type { IncomingMessage } from 'node:http';
import { badArgument } from '../api/errors.ts';
import { readBody } from '../http/body.ts';
import { nestedForm } from './form-data.ts';

export type Data = Readonly<Record<string, unknown>>;

/** What lies in the `data` of a body, which every POST and PATCH needs, as JSON or as a form. Throws 400 on any other body. */
export async function readData(request: IncomingMessage): Promise<Data> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const text = await readBody(request);
  const body = type === 'application/x-www-form-urlencoded' ? nestedForm(new URLSearchParams(text)) : parsed(text);
  const data = isObject(body) ? body['data'] : undefined;
  if (!isObject(data)) throw badArgument('data is required: the body must be {"data":{…}}');
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badArgument('The body must be JSON or a form');
  }
}

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
