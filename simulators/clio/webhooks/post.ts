/**
 * Sends one request to a receiver and gives the status of its answer, 0 when there is none in time. Redirects are not
 * followed: to Clio a redirect is an answer.
 */
export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { timeoutMs, closing }: { timeoutMs: number; closing: AbortSignal },
): Promise<{ status: number; headers: Headers }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Clio-Webhooks/1.0', ...headers },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), closing]),
    });
    await response.body?.cancel();
    return { status: response.status, headers: response.headers };
  } catch {
    return { status: 0, headers: new Headers() };
  }
}
