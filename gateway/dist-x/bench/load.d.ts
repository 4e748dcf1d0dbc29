export interface LoadOptions {
    url: string;
    query: string;
    token?: string | undefined;
    connections: number;
    seconds: number;
    /** Of the data of every answer that is looked into; the first one's when left out. */
    hash?: string | undefined;
}
export interface LoadResult {
    requests: number;
    seconds: number;
    p50Ms: number;
    p99Ms: number;
    hash: string;
    /** Of one answer. */
    bytes: number;
}
/**
 * Keeps so many connections busy with one request after the other, over bare sockets: an HTTP client would cost more than
 * the gateways that are measured.
 */
export declare function load(options: LoadOptions): Promise<LoadResult>;
