import { html, type Reply } from '../http/exchange.ts';

/** The page of the firewall in front of Clio, which knows nothing of JSON. */
export function forbiddenPage(): Reply {
  return html(
    403,
    '<!DOCTYPE html><html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1><p>Request blocked.</p></body></html>',
  );
}

/** It refuses callers without a name and those whose name holds a link. */
export function isRefusedUserAgent(userAgent: string | undefined): boolean {
  return userAgent === undefined || userAgent.trim() === '' || /https?:\/\//i.test(userAgent);
}
