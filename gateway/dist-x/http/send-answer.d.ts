import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
export interface Answer {
    status: number;
    /** Besides those about the body's length and coding. */
    headers: OutgoingHttpHeaders;
    body: string;
}
/**
 * Sends an answer, compressed where the client takes that and it is worth it. Tokens travel in a header and never in a cookie,
 * so no foreign page can have a secret compressed beside text of its choice.
 */
export declare function sendAnswer(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): Promise<void>;
