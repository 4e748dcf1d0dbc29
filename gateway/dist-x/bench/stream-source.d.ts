/** The two subgraphs: one streams, the other one has an entity of each event. */
export declare const streamSdl: {
    jobs: string;
    firms: string;
};
/** Milliseconds on a clock that all processes of this machine have in common, and that nobody sets. */
export declare function nowMs(): number;
export interface StreamSource {
    /** Of the subgraphs, by name. The first is a graphql-ws server that clients can use without a gateway, too. */
    urls: Record<'jobs' | 'firms', string>;
    /** Streams that are open. */
    listeners(): number;
    /** One event in every stream. */
    sendToAll(): void;
    /** So many events a second in every stream, spread evenly over the time. @returns a function that stops it. */
    sendSteadily(perSecond: number): () => void;
}
/** Serves both subgraphs as cheaply as can be, without looking at tokens: what is measured is what stands before them. */
export declare function serveStreamSource(): Promise<StreamSource>;
