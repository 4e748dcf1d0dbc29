/** Counts mutations that have come back from a subgraph, whatever became of them: what was fetched before may be outdated. */
export declare class Writes {
    #private;
    get count(): number;
    ended(): void;
}
