export interface OpenStream {
    status: number;
    type: string | null;
    /** Everything that has come so far. */
    text(): string;
    ended: Promise<void>;
    close(): void;
}
export interface StreamRequest {
    query: string;
    token?: string;
    method?: 'POST' | 'GET';
}
/** Asks an HTTP endpoint for a stream, in whatever format it accepts, and keeps what comes. */
export declare function openStream(url: string, accept: string, { query, token, method }: StreamRequest): Promise<OpenStream>;
