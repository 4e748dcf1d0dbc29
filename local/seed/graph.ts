import { join } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../data-directory.ts';
import { readJsonFile } from '../json-file.ts';

/** What every mutation answers: exactly one of the two is set. */
export interface Payload<Ok> {
  ok: Ok | null;
  error: { code: string; message: string } | null;
}

/** The operations of the web application by name: the gateway takes no others. */
const operationIds = z.record(z.string(), z.string());

/** Sends one of the web application's operations to the gateway, as it does. Throws with the graph's message when it answers with errors. */
export async function ask<Data>(
  url: string,
  operationName: string,
  { variables = {}, token }: { variables?: Record<string, unknown>; token?: string } = {},
): Promise<Data> {
  const sha256Hash = readJsonFile(join(repositoryRoot, 'web/graph/operation-ids.json'), operationIds)?.[operationName];
  if (!sha256Hash) throw new Error(`the web application has no operation ${operationName}`);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ operationName, variables, extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    signal: AbortSignal.timeout(30_000),
  });
  const { data, errors } = (await response.json()) as { data?: Data | null; errors?: { message: string }[] };
  if (errors || !data) throw new Error(`the graph answered: ${errors?.map(({ message }) => message).join('; ')}`);
  return data;
}

/** The `ok` part. Throws with code and message when the mutation refused. */
export function expectOk<Ok>({ ok, error }: Payload<Ok>): Ok {
  if (!ok) throw new Error(`${error?.code}: ${error?.message}`);
  return ok;
}
