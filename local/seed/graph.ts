/** What every mutation answers: exactly one of the two is set. */
export interface Payload<Ok> {
  ok: Ok | null;
  error: { code: string; message: string } | null;
}

/** Sends one operation to the gateway as any client would. Throws with the graph's message when it answers with errors. */
export async function ask<Data>(
  url: string,
  query: string,
  { variables = {}, token }: { variables?: Record<string, unknown>; token?: string } = {},
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
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
