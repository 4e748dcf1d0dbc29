import type { Source } from './source.ts';
export interface UrlSourceOptions {
    /** Between two requests. */
    pollMs?: number;
}
/**
 * A text behind a URL, asked for again and again; `ETag` and `If-None-Match` keep an unchanged one from being sent.
 * The first reading is tried for a while: its server may be starting at the same time as we.
 */
export declare function urlSource(url: string, { pollMs }?: UrlSourceOptions): Source<string>;
