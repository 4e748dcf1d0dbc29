import type { HttpDataSource } from './http-source.ts';
import type { UpstreamSocket } from './upstream-socket.ts';
/** Everything that is open towards one subgraph. */
export interface SubgraphConnection {
    source: HttpDataSource;
    /** For subscriptions; left out where there are none. */
    socket?: UpstreamSocket;
}
export interface HeldConnections {
    dataSources: Readonly<Record<string, HttpDataSource>>;
    upstreamSockets: Readonly<Record<string, UpstreamSocket>>;
    /** Closes those that nobody else holds. */
    release(): Promise<void>;
}
/**
 * Connections to subgraphs, shared by the snapshots that need them. A subgraph that a new supergraph has at the same address
 * keeps its pool, its socket and what is known about its health; one that it does not have is closed by its last user.
 */
export declare class Connections {
    #private;
    constructor(open: (name: string, url: string) => SubgraphConnection);
    /** Subgraphs, by name and address, that somebody holds. */
    get count(): number;
    /** @param addresses of GraphQL endpoints, by the subgraph's name. */
    hold(addresses: ReadonlyMap<string, string>): HeldConnections;
}
