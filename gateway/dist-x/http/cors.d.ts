import type { IncomingMessage, ServerResponse } from 'node:http';
/** The origins whose pages may call the gateway from a browser. */
export declare function allowedOrigins(webOrigin: string, development: boolean): ReadonlySet<string>;
/**
 * Cross-origin rules. Tokens travel in a header that only the page itself can set, so credentials are never allowed.
 *
 * @param headers of the answer, which get those that belong here.
 * @returns whether the request was a preflight, which is answered by this alone.
 */
export declare function answerPreflight(origins: ReadonlySet<string>, request: IncomingMessage, response: ServerResponse, headers: Record<string, string>): boolean;
