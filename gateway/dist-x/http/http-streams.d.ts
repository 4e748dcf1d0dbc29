import type { StreamLimits } from '../subscription/stream-limits.ts';
export interface HttpStreams {
    /** Streams that are open. */
    readonly count: number;
    /** Takes a place for a stream; undefined where there is none. `end` is called when this process stops. */
    open(client: string, end: () => void): {
        release(): void;
    } | undefined;
    /** Ends every stream, so that its client goes to another process. */
    stop(): void;
}
/** Keeps count of the subscriptions that are answered over HTTP. */
export declare function createHttpStreams({ httpStreams, httpStreamsPerClient }: StreamLimits): HttpStreams;
