import { webEnv } from '../env.ts';
import { GatewayBusy, GatewayUnreachable } from '../graph/gateway-request.ts';
import { isSameOrigin } from './same-origin.ts';

/** What a session route answers when it did not do what was asked. */
export interface SessionError {
  code: string;
  /** For a person. */
  message: string;
  /** The input field that it is about. */
  field?: string | null;
}

export function refused(status: number, { code, message, field }: SessionError): Response {
  return Response.json({ error: { code, message, ...(field ? { field } : {}) } }, { status, headers: noStore });
}

export function answered(body: object): Response {
  return Response.json(body, { headers: noStore });
}

/** Tokens and errors about people must not stay in any cache. */
const noStore = { 'cache-control': 'no-store' };

/**
 * A POST route of the session: refuses other origins, parses the JSON body, and turns whatever goes wrong into one
 * sentence with a code. Nothing of the cause reaches the page.
 */
export function sessionRoute(handle: (input: unknown, request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    if (!isSameOrigin(request.headers, webEnv().webOrigin)) {
      return refused(403, {
        code: 'FOREIGN_ORIGIN',
        message: `Requests are accepted from ${webEnv().webOrigin} only.`,
      });
    }
    try {
      return await handle(await readInput(request), request);
    } catch (error) {
      if (error instanceof GatewayBusy) return refused(429, { code: 'RATE_LIMITED', message: error.message });
      if (error instanceof GatewayUnreachable) {
        console.error(error);
        return refused(503, {
          code: 'SERVICE_UNAVAILABLE',
          message: 'Smarter Firms is not answering right now. Try again in a moment.',
        });
      }
      console.error(error);
      return refused(500, { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side. Try again.' });
    }
  };
}

/** The body as an object, from JSON or from a form. Anything else is empty: the field checks then say what is missing. */
async function readInput(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded') || type.startsWith('multipart/form-data')) {
    return Object.fromEntries(await request.formData());
  }
  try {
    return await request.json();
  } catch {
    return {};
  }
}
