import type { IncomingMessage } from 'node:http';
import { badArgument } from '../api/errors.ts';
import { readBytes } from '../http/body.ts';
import { nestedForm } from './form-data.ts';

export type Data = Readonly<Record<string, unknown>>;

/**
 * What lies in the `data` of a body, which every POST and PATCH needs: as JSON, as a form or as a form in parts. Throws
 * 400 on any other body.
 */
export async function readData(request: IncomingMessage): Promise<Data> {
  const header = request.headers['content-type'] ?? '';
  const bytes = await readBytes(request);
  const body = await parsed(header, bytes);
  const data = isObject(body) ? body['data'] : undefined;
  if (!isObject(data)) throw badArgument('data is required: the body must be {"data":{…}}');
  return data;
}

async function parsed(header: string, bytes: Buffer<ArrayBuffer>): Promise<unknown> {
  switch (header.split(';')[0]?.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return nestedForm(new URLSearchParams(bytes.toString()));
    case 'multipart/form-data':
      return nestedForm(await partsOf(header, bytes));
    default:
      try {
        return JSON.parse(bytes.toString());
      } catch {
        throw badArgument('The body must be JSON or a form');
      }
  }
}

/** The fields of a form in parts. Files come by the upload address, never in here. */
async function partsOf(header: string, bytes: Buffer<ArrayBuffer>): Promise<[string, string][]> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { 'Content-Type': header } }).formData();
  } catch {
    throw badArgument('The body must be a form in parts, each between the boundaries that Content-Type names');
  }
  return [...form].map(([name, value]) => {
    if (typeof value !== 'string') throw badArgument(`${name} must be a value, got a file`);
    return [name, value];
  });
}

export function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
