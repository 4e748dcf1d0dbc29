import { headers } from 'next/headers';

/** Set by proxy.ts on every request, over whatever the browser sent: layouts are not told their address otherwise. */
export const requestedPathHeader = 'x-requested-path';

/** Path and query of the page that is asked for, to come back to after signing in. */
export async function requestedPath(): Promise<string> {
  return (await headers()).get(requestedPathHeader) ?? '/firms';
}
