import type { HttpDataSource } from '../upstream/http-source.ts';
/**
 * A span around every fetch from a subgraph. Fetches that are answered together, or from the cache, have one each; the
 * subgraph's own spans are part of that which was sent.
 */
export declare function tracedSource(name: string, source: HttpDataSource): HttpDataSource;
