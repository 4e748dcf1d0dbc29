import { webEnv } from '../../../env.ts';

/** Headers of one connection, not of the message (RFC 9110 §7.6.1), and those that fetch sets itself. */
const connectionHeaders = [
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Where Clio sends the browser back to. The gateway's answer passes through untouched, redirect and cookies included; the
 * route lives here because the nonce cookie belongs to this origin. A rewrite would do the same, but its target would be
 * fixed at build.
 */
export async function GET(request: Request): Promise<Response> {
  const target = new URL(webEnv().gatewayOrigin);
  target.pathname = '/clio/callback';
  target.search = new URL(request.url).search;
  try {
    const answer = await fetch(target, {
      headers: { ...passedOn(request.headers), 'accept-encoding': 'identity' },
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    });
    const headers = new Headers(answer.headers);
    for (const name of connectionHeaders) headers.delete(name);
    return new Response(answer.body, { status: answer.status, headers });
  } catch (error) {
    console.error(error);
    return Response.redirect(new URL('/clio?result=exchange_failed', webEnv().webOrigin), 303);
  }
}

function passedOn(incoming: Headers): Record<string, string> {
  return Object.fromEntries([...incoming].filter(([name]) => !connectionHeaders.includes(name)));
}
