import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { type ClientOrigin } from '@smarterfirms/platform/client-origin';
/** Says which machine and program a request comes from. */
export type ReadClientOrigin = (request: IncomingMessage) => ClientOrigin;
/**
 * The client is who the connection shows, except where the connection is a trusted proxy's: the web server says for whom it
 * asks, and a load balancer in `X-Forwarded-For`, of which the last address that is no trusted proxy's own counts. From
 * anybody else the headers mean nothing, or everybody could pass for another address and get around limits.
 */
export declare function createClientOrigin(trusted: BlockList): ReadClientOrigin;
/** Addresses and networks such as `127.0.0.1,10.0.0.0/8`. Throws a sentence that names what is neither. */
export declare function proxyList(text: string): BlockList;
