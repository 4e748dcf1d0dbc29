import type { ServerResponse } from 'node:http';
/** How the results of a subscription are framed in one HTTP answer. */
export interface StreamFormat {
    headers: Readonly<Record<string, string>>;
    /** Sent before the first result. */
    begin: string;
    /** One result, as JSON. */
    result(json: string): string;
    /** Errors that end the stream, as the JSON of `{ "errors": […] }`. */
    failure(json: string): string;
    heartbeat: string;
    end: string;
}
/** The format that a client asks for in its Accept header; undefined when it asks for no stream. */
export declare function streamFormat(accept: string | undefined): StreamFormat | undefined;
/**
 * Writes a stream of results into an answer until the stream ends, fails, or the client leaves. A client that does not read
 * is waited for; what comes meanwhile is the source's to hold or to drop.
 *
 * @param describe how an error that ends the stream is shown, as the JSON of `{ "errors": […] }`.
 */
export declare function writeEventStream(response: ServerResponse, format: StreamFormat, results: AsyncIterableIterator<string>, describe: (error: unknown) => string): Promise<void>;
