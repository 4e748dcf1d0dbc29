/** Content codings that answers are sent in, the cheapest for what it saves first (see `answer-encoding.bench.ts`). */
export declare const encodings: readonly ['zstd', 'br', 'gzip'];
export type Encoding = (typeof encodings)[number];
/**
 * The coding that a client wants by its Accept-Encoding header (RFC 9110, 12.5.3): the one with the highest quality, and
 * among equals the first of ours; undefined where it wants none of them, or nothing as much as no coding.
 */
export declare function answerEncoding(accepted: string | undefined): Encoding | undefined;
