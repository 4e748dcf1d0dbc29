import type { IncomingHttpHeaders } from 'node:http';
/** What a client calls itself, in the headers that Apollo's clients send. Nobody vouches for it. */
export declare function clientNameOf(headers: IncomingHttpHeaders): {
    clientName: string | undefined;
    clientVersion: string | undefined;
};
