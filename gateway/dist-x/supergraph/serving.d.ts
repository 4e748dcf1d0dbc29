import type { GraphName, ServedGraph, Snapshot } from './snapshot.ts';
/** One request's or stream's hold on the snapshot that it began with: nothing of it is closed before the end. */
export interface GraphUse {
    readonly graph: ServedGraph;
    /** One more of the same snapshot, that ends on its own. */
    another(): GraphUse;
    /** Calls once when a newer snapshot has taken over: what runs for long may go over to it then. */
    onReplaced(tell: () => void): void;
    /** May be called again; only the first time counts. */
    end(): void;
}
/**
 * The snapshot that is served now, and the earlier ones that somebody still uses. What begins after a replacement finds the
 * new one; what is under way ends on its own, whose connections close with its last user.
 */
export declare class Serving {
    #private;
    constructor(first: Snapshot);
    get current(): Snapshot;
    /** Snapshots that are open: one, and those that somebody still uses. */
    get open(): number;
    /** @returns undefined where the supergraph has no such graph. */
    use(name: GraphName): GraphUse | undefined;
    /** From now on everything begins with this snapshot. */
    replace(next: Snapshot): void;
    /** Closes every snapshot, used or not. */
    close(): Promise<void>;
}
