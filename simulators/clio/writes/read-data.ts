import type { IncomingMessage } from 'node:http';
import { badArgument } from '../api/errors.ts';
import { readBody } from '../http/body.ts';

export type Data = Readonly<Record<string, unknown>>;

/** What lies in the `data` of a body, which every POST and PATCH needs. Throws 400 on any other body. */
export async function readData(request: IncomingMessage): Promise<Data> {
  const text = await readBody(request);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badArgument('The body must be JSON');
  }
  const data = isObject(body) ? body['data'] : undefined;
  if (!isObject(data)) throw badArgument('data is required: the body must be {"data":{…}}');
  return data;
}

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
