import type { IncomingMessage } from 'node:http';
/** Reads a body of at most 1 MB in UTF-8 (RFC 8259, 8.1, allows nothing else). Throws RequestRefused. */
export declare function readBody(request: IncomingMessage): Promise<string>;
