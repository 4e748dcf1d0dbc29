export interface OpenStream {
  status: number;
  type: string | null;
  /** Everything that has come so far. */
  text(): string;
  ended: Promise<void>;
  close(): void;
}

export interface StreamRequest {
  query: string;
  token?: string;
  method?: 'POST' | 'GET';
}

/** Asks an HTTP endpoint for a stream, in whatever format it accepts, and keeps what comes. */
export async function openStream(
  url: string,
  accept: string,
  { query, token, method = 'POST' }: StreamRequest,
): Promise<OpenStream> {
  const leave = new AbortController();
  const headers = {
    accept,
    ...(method === 'POST' ? { 'content-type': 'application/json' } : { 'apollo-require-preflight': '1' }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const response = await fetch(method === 'POST' ? url : `${url}?query=${encodeURIComponent(query)}`, {
    method,
    headers,
    signal: leave.signal,
    ...(method === 'POST' ? { body: JSON.stringify({ query }) } : {}),
  });
  let text = '';
  const ended = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk as Uint8Array).toString();
  })().catch(() => undefined);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: () => text,
    ended,
    close: () => leave.abort(),
  };
}
