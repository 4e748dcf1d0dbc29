import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import type { Cancellation } from '../cancellation.ts';
export interface Bounds {
    cancellation: Cancellation | undefined;
    timeoutMs: number;
    responseBytesMax: number;
}
export interface Exchanged {
    status: number;
    headers: IncomingHttpHeaders;
    text: string;
}
/** Sends one request and reads the answer whole. Undici's own `request` does the same with a stream and promises in between. */
export declare function exchange(pool: Pool, request: Dispatcher.DispatchOptions, { cancellation, timeoutMs, responseBytesMax }: Bounds): Promise<Exchanged>;
