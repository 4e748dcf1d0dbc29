import type { ConnectedClient } from '../connected-client.ts';

interface Put {
  put_url: string;
  put_headers: { name: string; value: string }[];
}

/** What creating a document answers, as far as an upload needs it. */
export interface Uploading {
  id: number;
  latest_document_version: Put & { uuid: string; multiparts?: (Put & { part_number: number })[] };
}

/** A write of the API, with `data` wrapped as Clio wants it. */
export function request(
  { host, tokens }: ConnectedClient,
  method: string,
  path: string,
  data?: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
) {
  return fetch(`${host}/api/v4/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${tokens.access_token}`,
      'User-Agent': 'SimulatorTest/1.0',
      'Content-Type': 'application/json',
      ...headers,
    },
    ...(data && { body: JSON.stringify({ data }) }),
  }) as Promise<
    Omit<Response, 'json'> & { json(): Promise<{ data: never; error: { type: string; message: string } }> }
  >;
}

/** Announces a document, or a version of one. */
export async function created(
  client: ConnectedClient,
  data: Readonly<Record<string, unknown>>,
  path = 'documents',
): Promise<Uploading> {
  const fields = path === 'folders' ? 'id' : 'id,latest_document_version{uuid,put_url,put_headers,multiparts}';
  const answer = await request(client, 'POST', `${path}?fields=${fields}`, data);
  if (answer.status !== 201) throw new Error(`Expected 201, got ${answer.status} ${await answer.text()}`);
  return (await answer.json()).data;
}

export function put({ put_url: url, put_headers: headers }: Put, body: string): Promise<Response> {
  return fetch(url, {
    method: 'PUT',
    body: Buffer.from(body),
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
  });
}
