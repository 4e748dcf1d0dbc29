import type { Log } from '@smarterfirms/platform/log';
import type { Express, Request } from 'express';
import type { ClioParts } from '../parts.ts';
import { finishConnecting } from './finish-connecting.ts';

const nonceCookie = '__Host-clio-nonce';

/**
 * GET /clio/callback: where Clio sends the browser after its page. Always leads on to our own page, which says how it
 * ended; nothing that came in the query is repeated.
 */
export function addCallbackRoute(app: Express, parts: ClioParts, log: Log): void {
  app.get('/clio/callback', async (request, response) => {
    const page = new URL('/clio', parts.webOrigin);
    try {
      const { result, firmId } = await finishConnecting(callbackOf(request), parts, log);
      if (firmId) page.pathname = `/firms/${firmId}/clio`;
      page.searchParams.set('result', result);
    } catch (error) {
      log.error({ err: error }, 'an authorisation could not be finished');
      page.searchParams.set('result', 'exchange_failed');
    }
    response.setHeader('set-cookie', `${nonceCookie}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`);
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
    response.redirect(303, page.href);
  });
}

function callbackOf(request: Request) {
  const text = (name: string) => {
    const value = request.query[name];
    // Longer ones are none of ours or Clio's.
    return typeof value === 'string' && value.length > 0 && value.length <= 2_000 ? value : undefined;
  };
  return {
    state: text('state'),
    code: text('code'),
    error: text('error'),
    nonce: cookieOf(request.headers.cookie),
  };
}

function cookieOf(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2);
    if (name === nonceCookie) return value || undefined;
  }
  return undefined;
}
