import type { IncomingHttpHeaders } from 'node:http';
/** What subgraphs get of a client's headers: who it is and what it says about itself, `authorization` and cookies too. */
export declare function passedHeaders(headers: IncomingHttpHeaders): Record<string, string>;
