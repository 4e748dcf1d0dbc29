import { type RequestHandler } from 'express';
export interface ExplorerOptions {
    /** Where the page is, such as `/api/explorer`. */
    path: string;
    /** The GraphQL endpoint that it asks, on the same origin. */
    endpoint: string;
    /** Shown in the editor of headers until the person writes their own. */
    headers: Readonly<Record<string, string>>;
}
/**
 * GraphiQL for one endpoint. Everything comes from this origin, the fonts and workers of the editor included, so it works
 * without the internet; the policy below makes sure that nothing else is ever asked.
 */
export declare function explorer({ path, endpoint, headers }: ExplorerOptions): RequestHandler;
