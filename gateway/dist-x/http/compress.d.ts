import type { Transform } from 'node:stream';
import type { Encoding } from './answer-encoding.ts';
interface Compressor {
    /** On a thread of the pool, not on the one that serves. */
    whole(bytes: Buffer): Promise<Buffer>;
    stream(): Transform;
}
export declare const compressors: Readonly<Record<Encoding, Compressor>>;
export {};
